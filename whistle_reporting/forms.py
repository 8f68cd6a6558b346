"""Forms: one for writing a whistle, and one class from which every step's form is made by its row in the lifecycle."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.models import Assignment, Grid
from haidian_policing.files.forms import FilesField
from haidian_policing.organisation.models import Person, Post
from haidian_policing.organisation.roles import ROLES
from haidian_policing.search.fields import PickField
from whistle_reporting import choices
from whistle_reporting.models import Item, Reason, StandardText

HANDLERS = tuple(code for code, role in ROLES.items() if "ticket.handle" in role.capabilities)
MOST_PHOTOS = 6
WRITTEN = ("source", "place", "longitude", "latitude", "description", "appointed_at", "contact", "phone")


def photographs(**options):
    """Several photos at a time."""
    return FilesField(most=MOST_PHOTOS, error_messages={"too_many": _("At most %(most)s photos at a time.")}, **options)


def moment(**options):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, **options)


def paragraph(**options):
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, **options)


def answers(kind, label):
    """No answer is chosen beforehand."""
    return lambda subject, required: forms.ChoiceField(label=label, choices=kind.choices, widget=forms.RadioSelect, required=required)


def _reason(kind: str):
    def field(subject, required):
        return forms.ModelChoiceField(Reason.objects.filter(kind=kind), label=choices.ReasonKind(kind).label, required=required)

    return field


def _handler(subject, required):
    """People of the part's station who may handle tickets; the officer of the grid stands there already."""
    field = PickField(handlers_of(subject.station_id), kind="handler", at=subject.station_id, label=_("Handler"), required=required)
    field.initial = suggested_handlers([subject.grid_id], timezone.localdate()).get(subject.grid_id)
    field.help_text = _("The officer of the grid is filled in; type a name, initials or a number for another one.")
    return field


def handlers_of(station: int):
    """Who holds a post in the station today that may handle tickets."""
    posts = Post.objects.on(timezone.localdate()).filter(role__in=HANDLERS, unit__station=station)
    return Person.objects.filter(is_active=True).holding(posts)


def suggested_handlers(grids: list[int], day) -> dict[int, int]:
    """Who holds each grid that day; an acting officer before the lead."""
    held = Assignment.objects.on(day).filter(grid__in=grids, kind__in=("lead", "acting")).order_by("-kind")
    return dict(held.values_list("grid", "person"))


def _grid(subject, required):
    grids = Grid.objects.filter(street=subject.street_id)
    return PickField(grids, kind="grid_to_redirect", at=subject.street_id, label=_("Grid"), required=required)


def _amount(subject, required):
    clock = subject.clocks.running().filter(kind="disposal").first()
    asked = subject.extensions.filter(state="asked").first()
    unit = clock.get_unit_display() if clock else ""
    hint = (
        gettext("In %(unit)s, at most %(most)s.") % {"unit": unit, "most": asked.asked_amount if asked else clock.amount} if clock else ""
    )
    return forms.IntegerField(
        label=_("More time"), min_value=1, help_text=hint, required=required, initial=asked.asked_amount if asked else None
    )


FIELDS = {
    "came": answers(choices.Came, _("Did they come?")),
    "solved": answers(choices.Solved, _("Is it solved?")),
    "satisfied": answers(choices.Satisfied, _("Is the caller satisfied?")),
    "effect": answers(choices.Effect, _("What is left of the effect?")),
    "handler": _handler,
    "grid": _grid,
    "return_reason": _reason("return"),
    "extension_reason": _reason("extension"),
    "pending_reason": _reason("pending"),
    "amount": _amount,
    "phoned_at": lambda subject, required: moment(label=_("Time of the call"), required=required),
    "happened_at": lambda subject, required: moment(
        label=_("It happened at (late entry)"), required=required, help_text=_("Only where it is written down afterwards, within 24 hours.")
    ),
    "result": lambda subject, required: paragraph(label=pgettext_lazy("ticket", "Result"), required=required),
    "before_photo": lambda subject, required: photographs(label=_("Photos before"), required=required),
    "after_photo": lambda subject, required: photographs(label=_("Photos after"), required=required),
    "note": lambda subject, required: paragraph(label=_("Note"), required=required),
}


class StepForm(forms.Form):
    """The form of one step for one ticket or part: the fields that its row needs and accepts."""

    texts: tuple[str, ...] = ()

    def __init__(self, step, subject, *args, **kwargs):
        super().__init__(*args, auto_id=f"{subject.pk}-{step.verb}-%s", **kwargs)
        for name, make in FIELDS.items():
            if name in step.fields:
                self.fields[name] = make(subject, name in step.needs)
        self.written = next((name for name in ("note", "result") if name in self.fields), "")


class ItemField(PickField):
    """The item that was sent or given: its questions follow it in the form, so it is read before the form is, and once."""

    known: Item | None = None

    def to_python(self, value):
        return self.known if self.known and value == (str(self.known.pk), None) else super().to_python(value)

    def chosen(self, key):
        return self.known if self.known and str(key) == str(self.known.pk) else super().chosen(key)


class TicketForm(forms.Form):
    """Writing or amending a whistle; the questions of the chosen item follow it."""

    item = ItemField(Item.objects.none(), kind="item", label=_("Item"), help_text=_("Type a name, initials or a number."))
    grid = PickField(
        Grid.objects.none(), kind="grid_to_file", label=_("Grid"), help_text=_("Type a name, initials or a number, or choose on the map.")
    )
    source = forms.ChoiceField(label=_("Source"), choices=choices.Source.choices, initial=choices.Source.WHISTLE)
    place = forms.CharField(label=_("Place"), max_length=120, help_text=_("Road, number, building or landmark; no names of persons."))
    description = paragraph(label=_("Description"), help_text=_("What is the matter, since when, what help is needed."))
    appointed_at = moment(label=_("Appointment"), required=False, help_text=_("Only for items that are done by appointment."))
    contact = forms.CharField(label=_("Contact on site"), max_length=40)
    phone = forms.RegexField(r"^[0-9+\- ]{7,20}$", label=_("Contact's phone"), error_messages={"invalid": _("Digits, at least seven.")})
    longitude = forms.DecimalField(widget=forms.HiddenInput, required=False, max_digits=9, decimal_places=6)
    latitude = forms.DecimalField(widget=forms.HiddenInput, required=False, max_digits=9, decimal_places=6)
    token = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    photos = photographs(label=_("Photos"), required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        at = timezone.now()
        items = Item.objects.in_use(at)
        if kept := self.initial.get("item"):
            items = items | Item.objects.filter(pk=kept)
        self.fields["item"].queryset = items.order_by("order")
        reached = Grid.objects.on(timezone.localdate()).reachable_by(person, "ticket.file").select_related("station")
        self.fields["grid"].queryset = reached.in_official_order()
        self.chosen = self.fields["item"].known = self._chosen_item()
        self.questions = self.chosen.questions if self.chosen else []
        for question in self.questions:
            self.fields[f"q_{question['code']}"] = question_field(question, self.initial.get("answers", {}).get(question["code"]))

    def _chosen_item(self) -> Item | None:
        """By key or by what was typed; what cannot be read is told when the form is checked."""
        sent = self["item"].data if self.is_bound else (self.initial.get("item", ""), None)
        try:
            return self.fields["item"].to_python(sent) if any(sent) else None
        except ValidationError:
            return None

    @property
    def question_fields(self) -> list:
        return [self[f"q_{question['code']}"] for question in self.questions]

    def clean(self):
        data = super().clean()
        item = data.get("item")
        if item and item.dispose_span == "appointment" and not data.get("appointed_at") and "appointed_at" not in self.errors:
            self.add_error("appointed_at", gettext("This item is done by appointment: say when."))
        return data

    def written(self) -> dict:
        """What the action takes, beside item, grid and photos."""
        given = {name: self.cleaned_data[name] for name in WRITTEN}
        codes = (question["code"] for question in self.questions)
        return given | {"answers": {code: value for code in codes if (value := self.cleaned_data.get(f"q_{code}")) not in (None, "")}}


def question_field(question: dict, initial=None) -> forms.Field:
    """A field for one extra question of an item; none of them must be answered."""
    english = get_language() == "en"
    options = {"label": question["label_en"] if english else question["label"], "required": False, "initial": initial}
    if question["kind"] == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **options)
    if question["kind"] == "text":
        return forms.CharField(max_length=200, **options)
    yes_no = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
    listed = [(row["code"], row["label_en"] if english else row["label"]) for row in question.get("choices", ())]
    return forms.ChoiceField(choices=listed or yes_no, widget=forms.RadioSelect, **options)


def answers_in_words(ticket) -> list[tuple]:
    """The questions that were answered, with the answers as they were worded."""
    rows = []
    for question in ticket.item.questions:
        value = ticket.answers.get(question["code"])
        if value not in (None, ""):
            field = question_field(question)
            rows.append((str(field.label), str(dict(getattr(field, "choices", ())).get(value, value))))
    return rows


PLACES = [("task_log", _("Logging a task")), ("task_return", _("Returning a task log")), ("grid", _("Note on a grid"))]
STATES = [("any", _("any state")), *choices.TicketState.choices, *choices.PartState.choices, *PLACES]
CLASSES = [("any", _("any class")), *choices.ItemClass.choices]


class TextForm(forms.ModelForm):
    """A standard text of one's own, or everybody's with the right."""

    state = forms.ChoiceField(label=_("Offered in the state"), choices=STATES)
    klass = forms.ChoiceField(label=_("Class"), choices=CLASSES)
    item_code = PickField(
        Item.objects.none(), kind="item", to_field_name="code", label=_("Item"), required=False, help_text=_("Empty: any item.")
    )
    shared = forms.BooleanField(label=_("For everybody"), required=False)

    class Meta:
        model = StandardText
        fields = ("text", "text_en", "state", "klass", "item_code")
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "text_en": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, shares: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item_code"].queryset = Item.objects.in_use(timezone.now()).order_by("order")
        self.initial.update(shared=bool(self.instance.pk and self.instance.owner_id is None))
        if not shares:
            del self.fields["shared"]

    def clean_item_code(self) -> str:
        item = self.cleaned_data["item_code"]
        return item.code if item else ""
