"""Several files in one field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; gives a list, of at most `most` where that is given. Their content is checked where they are stored."""

    widget = ManyFiles
    default_error_messages = {"too_many": _("At most %(most)s files.")}

    def __init__(self, *, most: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if self.most is not None and len(files) > self.most:
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many", params={"most": self.most})
        return [super(FilesField, self).clean(file, initial) for file in files]
