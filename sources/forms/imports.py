"""The two ways in by hand: pasting one article, uploading files of many."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from sources.acquisition.addresses import canonical_url
from sources.acquisition.files import READABLE, split_file
from sources.acquisition.found import Kind, RawItem, Unreadable, size_in_words
from sources.importing.batches import Incoming, import_limits, new_budget
from sources.models import MAX_NAME_LENGTH


class DayField(forms.DateField):
    """A day that may be unknown."""

    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            label=label, help_text=help_text, required=False, widget=widget, input_formats=["%Y-%m-%d"]
        )


class OutletField(forms.CharField):
    """A source by name; one that is not known yet is made by the import."""

    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"})
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=MAX_NAME_LENGTH, widget=widget
        )


class AddressField(forms.CharField):
    """A web address, returned in canonical form."""

    def __init__(self) -> None:
        widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
        super().__init__(label="Address", required=False, max_length=4000, widget=widget)

    def clean(self, value: Any) -> str:
        address = cast(str, super().clean(value))
        try:
            return canonical_url(address) if address else ""
        except Unreadable as error:
            raise forms.ValidationError(
                "This is no web address. It begins with https:// or http://."
            ) from error


class PasteForm(forms.Form):
    """One article from the clipboard: its text, or the source of its page."""

    text = forms.CharField(label="Text of the article", strip=False, widget=forms.Textarea(attrs={"rows": 8}))
    title = forms.CharField(label="Title", required=False, max_length=500)
    url = AddressField()
    outlet = OutletField("Outlet")
    published_on = DayField("Published on")

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        limit = import_limits().item_bytes
        if len(text.encode(errors="replace")) > limit:
            raise forms.ValidationError(f"The text is larger than {size_in_words(limit)}.")
        return text

    def incoming(self) -> Iterator[Incoming]:
        """Yield the one item of a valid form."""
        data = self.cleaned_data
        text: str = data["text"]
        is_page = text.lstrip()[:1] == "<" and "</" in text
        name = data["title"] or ("pasted page" if is_page else "pasted text")
        raw = RawItem(name, text.encode(errors="replace"), Kind.HTML if is_page else Kind.TEXT)
        yield Incoming(raw, data["title"], data["url"], data["outlet"], data["published_on"])

    @property
    def label_of_batch(self) -> str:
        return self.cleaned_data["title"] or "Pasted text"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, together not larger than the limit."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files] or [
            super().clean(None, initial)
        ]
        total = sum(file.size or 0 for file in cleaned)
        limit = import_limits().total_bytes
        if total > limit:
            raise forms.ValidationError(
                f"Together they are {size_in_words(total)}; at most {size_in_words(limit)} can be uploaded at once."
            )
        return cleaned


class UploadForm(forms.Form):
    """Files of one or many articles, and what holds for those that do not say it themselves."""

    uploads = FilesField(
        label="Files",
        allow_empty_file=True,  # an empty file is a broken item, with its reason
        help_text="Texts, pages, .jsonl, .csv, or a .zip of these. Several at once are one batch.",
        widget=FilesInput(attrs={"accept": ",".join(READABLE)}),
    )
    default_outlet = OutletField("Outlet", "For articles that do not say who published them.")
    default_published_on = DayField("Published on", "For articles that do not say when.")

    def incoming(self) -> Iterator[Incoming]:
        """Yield the items of a valid form's files. Raises Refused past a limit."""
        budget = new_budget()
        for file in self.cleaned_data["uploads"]:
            for raw in split_file(file.name or "file", cast(BinaryIO, file.file), budget=budget):
                yield Incoming(raw)

    @property
    def label_of_batch(self) -> str:
        names = [file.name or "file" for file in self.cleaned_data["uploads"]]
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def upload_limits_in_words() -> str:
    """Return the limits for the people who upload."""
    limits = import_limits()
    return (
        f"At most {size_in_words(limits.total_bytes)} and {limits.items:,} articles at once, "
        f"{size_in_words(limits.item_bytes)} for one article. Nothing is fetched from the web."
    )
