"""Missions: who observes an election, where, by which plan and questionnaire."""
