"""Addresses of the claims app, by object: noun, id, verb."""

from django.urls import path

from claims.views.agreement import agreement
from claims.views.articles import article, article_list
from claims.views.as_known import PASTS, as_known, days
from claims.views.assessing import (
    assessment_ask,
    assessment_call_off,
    assessment_hand_in,
    assessment_reconcile,
    assessments,
)
from claims.views.changed import changes, changes_days
from claims.views.claim import claim
from claims.views.comparing import claims_compare, claims_relate, question_matrix
from claims.views.decide import question_decide, question_review, question_withdraw
from claims.views.derivation_task import derivation_judge
from claims.views.derivations import claim_origins, derivation_add, derivation_decide
from claims.views.discussion import comment_add, comment_edit, comment_withdraw, opinion_set
from claims.views.drafts import draft_save
from claims.views.filling import pair_axes, pair_sense, pair_terms, term_names
from claims.views.findings import finding_decide, finding_list
from claims.views.following import notices, notices_read, question_follow
from claims.views.grading import claim_grade, source_grade
from claims.views.history import history
from claims.views.marking import mention_new
from claims.views.mention import mention_decide, mention_edit
from claims.views.merging import mention_merge
from claims.views.naming import mention_name
from claims.views.narrowing import queue_filters
from claims.views.provenance import mention_provenance
from claims.views.question import question, question_claims
from claims.views.question_provenance import question_provenance
from claims.views.questions import question_list, question_new
from claims.views.queue import parked_list, queue, queue_leave, task_park, task_put_back, task_skip
from claims.views.readings import article_readings, reading_list, rereading_decide
from claims.views.relation import relation, relation_decide
from claims.views.senses import sense_add, sense_withdraw
from claims.views.splitting import mention_split
from claims.views.terms import part_add, part_remove, term_edit, term_new, terms
from claims.views.undo import undo
from claims.views.utterance import mention_utterance, utterance, utterance_edit

urlpatterns = [
    path("", question_list, name="questions"),
    path("questions/new/", question_new, name="question_new"),
    path("questions/<int:pk>/", question, name="question"),
    path("questions/<int:pk>/claims/", question_claims, name="question_claims"),
    path("questions/<int:pk>/matrix/", question_matrix, name="question_matrix"),
    path("questions/<int:pk>/provenance/", question_provenance, name="question_provenance"),
    path("questions/<int:pk>/decision/", question_decide, name="question_decide"),
    path("questions/<int:pk>/decision/reviews/", question_review, name="question_review"),
    path("questions/<int:pk>/decision/withdrawals/", question_withdraw, name="question_withdraw"),
    path("questions/<int:pk>/drafts/<str:kind>/", draft_save, name="draft_save"),
    path("questions/<int:pk>/assessments/", assessments, name="assessments"),
    path("questions/<int:pk>/assessments/requests/", assessment_ask, name="assessment_ask"),
    path("questions/<int:pk>/assessments/mine/", assessment_hand_in, name="assessment_hand_in"),
    path("questions/<int:pk>/assessments/calling-off/", assessment_call_off, name="assessment_call_off"),
    path("questions/<int:pk>/assessments/reconciliation/", assessment_reconcile, name="assessment_reconcile"),
    path("agreement/", agreement, name="agreement"),
    path("questions/<int:pk>/follow/", question_follow, name="question_follow"),
    path("notices/", notices, name="notices"),
    path("notices/read/", notices_read, name="notices_read"),
    path("articles/", article_list, name="articles"),
    path("articles/<int:pk>/", article, name="article"),
    path("articles/<int:pk>/readings/", article_readings, name="article_readings"),
    path("readings/", reading_list, name="readings"),
    path("rereadings/<int:pk>/decisions/", rereading_decide, name="rereading_decide"),
    path("articles/<int:pk>/mentions/new/", mention_new, name="mention_new"),
    path("claims/compare/", claims_compare, name="claims_compare"),
    path("claims/relations/", claims_relate, name="claims_relate"),
    path("claims/<int:pk>/against/<int:other>/axes/", pair_axes, name="pair_axes"),
    path("claims/<int:pk>/against/<int:other>/sense/", pair_sense, name="pair_sense"),
    path("claims/<int:pk>/against/<int:other>/terms/", pair_terms, name="pair_terms"),
    path("claims/<int:pk>/", claim, name="claim"),
    path("claims/<int:pk>/origins/", claim_origins, name="claim_origins"),
    path("claims/<int:pk>/origins/derivations/", derivation_add, name="derivation_add"),
    path(
        "claims/<int:pk>/origins/derivations/<int:derivation_pk>/",
        derivation_decide,
        name="derivation_decide",
    ),
    path("claims/<int:pk>/grades/", claim_grade, name="claim_grade"),
    path("sources/<int:pk>/grades/", source_grade, name="source_grade"),
    path("queue/", queue, name="queue"),
    path("queue/narrow/", queue_filters, name="queue_filters"),
    path("derivations/<int:pk>/decisions/", derivation_judge, name="derivation_judge"),
    path("queue/parked/", parked_list, name="parked_list"),
    path("queue/leave/", queue_leave, name="queue_leave"),
    path("tasks/<int:pk>/skip/", task_skip, name="task_skip"),
    path("tasks/<int:pk>/park/", task_park, name="task_park"),
    path("tasks/<int:pk>/return/", task_put_back, name="task_put_back"),
    path("mentions/<int:pk>/decisions/", mention_decide, name="mention_decide"),
    path("mentions/<int:pk>/edit/", mention_edit, name="mention_edit"),
    path("mentions/<int:pk>/split/", mention_split, name="mention_split"),
    path("mentions/<int:pk>/merge/", mention_merge, name="mention_merge"),
    path("mentions/<int:pk>/names/", mention_name, name="mention_name"),
    path("mentions/<int:pk>/provenance/", mention_provenance, name="mention_provenance"),
    path("mentions/<int:pk>/utterance/", mention_utterance, name="mention_utterance"),
    path("utterances/<int:pk>/", utterance, name="utterance"),
    path("utterances/<int:pk>/edit/", utterance_edit, name="utterance_edit"),
    path("relations/<int:pk>/", relation, name="relation"),
    path("relations/<int:pk>/decisions/", relation_decide, name="relation_decide"),
    path("decisions/undo/", undo, name="undo"),
    path("findings/", finding_list, name="findings"),
    path("findings/<int:pk>/decisions/", finding_decide, name="finding_decide"),
    path("terms/", terms, name="terms"),
    path("terms/parts/", part_add, name="part_add"),
    path("terms/parts/<int:pk>/removal/", part_remove, name="part_remove"),
    path("terms/senses/", sense_add, name="sense_add"),
    path("terms/senses/<int:pk>/withdrawal/", sense_withdraw, name="sense_withdraw"),
    path("terms/<slug:kind>/names/", term_names, name="term_names"),
    path("terms/<slug:kind>/new/", term_new, name="term_new"),
    path("terms/<slug:kind>/<int:pk>/", term_edit, name="term_edit"),
    path("discussion/<slug:kind>/<int:pk>/comments/", comment_add, name="comment_add"),
    path("comments/<int:pk>/edit/", comment_edit, name="comment_edit"),
    path("comments/<int:pk>/withdrawal/", comment_withdraw, name="comment_withdraw"),
    path("discussion/<slug:kind>/<int:pk>/opinions/", opinion_set, name="opinion_set"),
    path("history/<slug:name>/<int:pk>/", history, name="history"),
]

# The past of each kind of thing, beside its page of today.
for _noun in PASTS:
    urlpatterns += [
        path(f"{_noun}s/<int:pk>/as-known-on/", days, {"noun": _noun}, name=f"{_noun}_days"),
        path(
            f"{_noun}s/<int:pk>/as-known-on/<str:day>/", as_known, {"noun": _noun}, name=f"{_noun}_as_known"
        ),
        path(f"{_noun}s/<int:pk>/changes/", changes_days, {"noun": _noun}, name=f"{_noun}_changes_days"),
        path(
            f"{_noun}s/<int:pk>/changes/<str:since>/<str:until>/",
            changes,
            {"noun": _noun},
            name=f"{_noun}_changes",
        ),
    ]
