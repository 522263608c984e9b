"""Forms of the people page."""

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from config.policies import Role

ROLES = [(role.value, role.value.capitalize()) for role in Role]


class PersonForm(forms.Form):
    """A new person: sign-in name, first password, role."""

    username = forms.CharField(
        label="Sign-in name",
        max_length=150,
        validators=[User.username_validator],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="First password",
        help_text="At least 10 characters. They can change it once signed in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    role = forms.TypedChoiceField(label="Role", choices=ROLES, coerce=Role)

    def clean_password(self) -> str:
        """Refuse weak passwords with Django's reasons."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, User(username=self.cleaned_data.get("username", "")))
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return password


class StandingForm(forms.Form):
    """One person's role and whether they may sign in; `seen` is the state that the page showed."""

    role = forms.TypedChoiceField(label="Role", choices=ROLES, coerce=Role)
    is_active = forms.BooleanField(label="May sign in", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)
