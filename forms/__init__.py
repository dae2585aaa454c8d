"""The form language: form-js JSON becomes a form that checks answers as the page does, and more."""

from forms.form import Clean, Form
from forms.model import Known, Reference
from forms.outline import Outline, outline
from forms.read import check_form, read_form

__all__ = ["Clean", "Form", "Known", "Outline", "Reference", "check_form", "outline", "read_form"]
