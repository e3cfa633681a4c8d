"""Every kind of event: one fact, dated by the day it happened, never edited after it is merged."""

from __future__ import annotations

from generator.records.model.events.base import Event
from generator.records.model.events.construction import (
    Ceremony,
    Commissioned,
    Completed,
    CompletionCertified,
    MilestoneReached,
    StartCertified,
    StepDone,
    SubstantiveStart,
)
from generator.records.model.events.discipline import (
    CardIssued,
    Consent,
    RectificationReceived,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)
from generator.records.model.events.issues import Coordination, IssueEscalated, IssueRaised, IssueResolved
from generator.records.model.events.items import ClosureConfirmed, Decision, DueChanged, ItemClosed, Meeting
from generator.records.model.events.office import (
    BonusDecided,
    BulletinPublished,
    Commendation,
    Correction,
    Issued,
    ReportFiled,
)
from generator.records.model.events.plans import (
    LeadChanged,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    StartPlanConfirmed,
)
from generator.records.model.events.reports import MonthlyReport, WeeklyReport

KINDS: dict[str, type[Event]] = {
    model.model_fields["kind"].default: model
    for model in (
        WeeklyReport,
        MonthlyReport,
        Coordination,
        IssueRaised,
        IssueEscalated,
        IssueResolved,
        Meeting,
        Decision,
        DueChanged,
        ItemClosed,
        ClosureConfirmed,
        Ceremony,
        SubstantiveStart,
        StartCertified,
        MilestoneReached,
        Completed,
        Commissioned,
        CompletionCertified,
        StepDone,
        StartPlanConfirmed,
        PlanApproved,
        PlanAdjusted,
        LeadChanged,
        ProjectWithdrawn,
        Supervision,
        CardIssued,
        Consent,
        ReferralSent,
        ReferralReceipt,
        RectificationReceived,
        Commendation,
        BonusDecided,
        BulletinPublished,
        Issued,
        ReportFiled,
        Correction,
    )
}

__all__ = [
    "KINDS",
    "BonusDecided",
    "BulletinPublished",
    "CardIssued",
    "Ceremony",
    "ClosureConfirmed",
    "Commendation",
    "Commissioned",
    "Completed",
    "CompletionCertified",
    "Consent",
    "Coordination",
    "Correction",
    "Decision",
    "DueChanged",
    "Event",
    "IssueEscalated",
    "IssueRaised",
    "IssueResolved",
    "Issued",
    "ItemClosed",
    "LeadChanged",
    "Meeting",
    "MilestoneReached",
    "MonthlyReport",
    "PlanAdjusted",
    "PlanApproved",
    "ProjectWithdrawn",
    "RectificationReceived",
    "ReferralReceipt",
    "ReferralSent",
    "ReportFiled",
    "StartCertified",
    "StartPlanConfirmed",
    "StepDone",
    "SubstantiveStart",
    "Supervision",
    "WeeklyReport",
]
