"""A comment, written or edited."""

from django import forms


class CommentForm(forms.Form):
    """text: at most 5,000 characters. seen: the mark of the comment that is edited; empty for a new one."""

    text = forms.CharField(
        label="Comment", max_length=5000, help_text="@name tells a colleague.",
        widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Write something."},
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
