"""Several files in one field."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from haidian_policing.files.forms import FilesField


def upload(body: bytes = b"x") -> SimpleUploadedFile:
    return SimpleUploadedFile("照片.jpg", body)


def test_none_one_and_many_come_as_a_list():
    field = FilesField(required=False, most=2)
    assert field.clean(None) == field.clean([]) == []
    assert len(field.clean(upload())) == 1
    assert len(field.clean([upload(), upload()])) == 2


@pytest.mark.parametrize(("given", "code"), [([], "required"), ([upload()] * 3, "too_many"), ([upload(b"")], "empty")])
def test_none_too_many_and_an_empty_file_are_refused(given, code):
    with pytest.raises(ValidationError) as refused:
        FilesField(most=2).clean(given)
    assert refused.value.code == code
