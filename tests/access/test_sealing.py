"""Sealed columns: nothing plain in the bytes, findable by hash, readable after the keys were turned."""

import base64

import pytest
from cryptography.exceptions import InvalidTag

from haidian_policing.access.masking import masked_name, masked_phone
from haidian_policing.sealing import fingerprint, seal, unseal

OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))


@pytest.mark.requirement("R55")
def test_a_sealed_value_is_read_back_and_holds_nothing_plain():
    sealed = seal("13800001234", "person.phone")
    assert b"1380000" not in sealed
    assert unseal(sealed, "person.phone") == "13800001234"
    assert seal("13800001234", "person.phone") != sealed


@pytest.mark.requirement("R55")
def test_a_changed_byte_or_another_purpose_is_noticed():
    sealed = seal("13800001234", "person.phone")
    with pytest.raises(InvalidTag):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "person.phone")
    with pytest.raises(InvalidTag):
        unseal(sealed, "member.phone")


@pytest.mark.requirement("R55")
def test_keys_turn_without_losing_what_the_old_one_sealed(settings):
    settings.FIELD_KEYS = [OLD]
    sealed, found_by = seal("甲", "x"), fingerprint("甲", "x")
    settings.FIELD_KEYS = [NEW, OLD]
    assert unseal(sealed, "x") == "甲"
    assert fingerprint("甲", "x") == found_by
    assert seal("甲", "x")[:4] != sealed[:4]


def test_a_value_of_a_lost_key_says_so(settings):
    settings.FIELD_KEYS = [OLD]
    sealed = seal("甲", "x")
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(ValueError, match="PORTAL_FIELD_KEYS"):
        unseal(sealed, "x")


@pytest.mark.requirement("R16")
def test_masks_keep_just_enough_to_tell_apart():
    assert masked_phone("13812345678") == "138****5678"
    assert masked_phone("62551234") == "******34"
    assert masked_name("王小明") == "王**"
