"""Addresses of the import desk and of the directory of sources, by object: noun, id, verb."""

from django.urls import path

from sources.views.batch import batch, batch_cancel, batch_retry, batch_run
from sources.views.directory import (
    source,
    source_alias,
    source_aliases,
    source_confirm,
    source_edit,
    source_list,
    source_names,
    source_new,
)
from sources.views.imports import import_list
from sources.views.item import item

urlpatterns = [
    path("imports/", import_list, name="imports"),
    path("imports/<int:pk>/", batch, name="batch"),
    path("imports/<int:pk>/run/", batch_run, name="batch_run"),
    path("imports/<int:pk>/cancel/", batch_cancel, name="batch_cancel"),
    path("imports/<int:pk>/retry/", batch_retry, name="batch_retry"),
    path("imports/<int:pk>/items/<int:item_pk>/", item, name="item"),
    path("sources/", source_list, name="sources"),
    path("sources/names/", source_names, name="source_names"),
    path("sources/new/", source_new, name="source_new"),
    path("sources/<int:pk>/", source, name="source"),
    path("sources/<int:pk>/edit/", source_edit, name="source_edit"),
    path("sources/<int:pk>/confirm/", source_confirm, name="source_confirm"),
    path("sources/<int:pk>/aliases/", source_aliases, name="source_aliases"),
    path("sources/<int:pk>/aliases/<int:alias_pk>/", source_alias, name="source_alias"),
]
