"""Units, people, posts and absences as the API shows them; a phone is read on its page, for a reason, and nowhere else."""

from rest_framework import serializers

from haidian_policing.organisation.models import Absence, Person, Post, Unit


class UnitSerializer(serializers.ModelSerializer):
    class Meta:
        model = Unit
        fields = ("id", "code", "kind", "name", "short_name", "name_en", "parent", "station", "squad", "order", "closed_on")
        read_only_fields = fields


class PostSerializer(serializers.ModelSerializer):
    unit_code = serializers.CharField(source="unit.code", read_only=True)

    class Meta:
        model = Post
        fields = ("id", "person", "unit", "unit_code", "role", "starts", "ends", "is_acting", "order_number")
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer):
    posts = PostSerializer(source="posts_today", many=True, read_only=True)

    class Meta:
        model = Person
        fields = ("id", "police_number", "name", "is_active", "joined_on", "posts")
        read_only_fields = fields


class AbsenceSerializer(serializers.ModelSerializer):
    """Without the reason, which is for the person and his own leaders."""

    class Meta:
        model = Absence
        fields = ("id", "person", "cover", "starts", "ends", "order_number")
        read_only_fields = fields
