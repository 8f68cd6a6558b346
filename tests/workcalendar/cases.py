"""Deadlines worked out by hand with the State Council's notice for 2026: (start, amount, unit, due, provisional)."""

CASES = (
    # Inside and around one day
    ("2026-11-23 09:00", 10, "working_minutes", "2026-11-23 09:10", False),
    ("2026-11-23 11:50", 10, "working_minutes", "2026-11-23 12:00", False),  # the end of a period stays
    ("2026-11-23 11:50", 11, "working_minutes", "2026-11-23 13:31", False),
    ("2026-11-23 12:00", 1, "working_minutes", "2026-11-23 13:31", False),
    ("2026-11-23 12:30", 30, "working_minutes", "2026-11-23 14:00", False),
    ("2026-11-23 07:00", 30, "working_minutes", "2026-11-23 09:00", False),
    ("2026-11-23 17:20", 10, "working_minutes", "2026-11-23 17:30", False),
    ("2026-11-23 17:20", 11, "working_minutes", "2026-11-24 08:31", False),
    ("2026-11-23 17:30", 1, "working_minutes", "2026-11-24 08:31", False),
    ("2026-11-23 23:59", 1, "working_minutes", "2026-11-24 08:31", False),
    ("2026-11-27 17:00", 60, "working_minutes", "2026-11-30 09:00", False),
    ("2026-11-28 10:00", 60, "working_minutes", "2026-11-30 09:30", False),
    ("2026-11-23 08:30", 450, "working_minutes", "2026-11-23 17:30", False),
    ("2026-11-23 08:30", 451, "working_minutes", "2026-11-24 08:31", False),
    ("2026-11-23 09:00:30", 10, "working_minutes", "2026-11-23 09:10:30", False),
    # New Year: 1-3 January off, Sunday 4 January works
    ("2025-12-31 16:30", 2, "working_hours", "2026-01-04 09:30", False),
    ("2026-01-03 12:00", 1, "working_hours", "2026-01-04 09:30", False),
    ("2026-01-04 17:00", 1, "working_hours", "2026-01-05 09:00", False),
    # Spring Festival: 15-23 February off, Saturdays 14 and 28 February work
    ("2026-02-13 17:00", 1, "working_hours", "2026-02-14 09:00", False),
    ("2026-02-14 16:30", 2, "working_hours", "2026-02-24 09:30", False),
    ("2026-02-18 10:00", 4, "working_hours", "2026-02-24 14:00", False),
    ("2026-02-27 16:30", 2, "working_hours", "2026-02-28 09:30", False),
    ("2026-02-28 17:30", 1, "working_hours", "2026-03-02 09:30", False),
    # Tomb-sweeping Day: 4-6 April off
    ("2026-04-03 17:00", 1, "working_hours", "2026-04-07 09:00", False),
    # Labour Day: 1-5 May off, Saturday 9 May works
    ("2026-04-30 13:30", 4, "working_hours", "2026-04-30 17:30", False),
    ("2026-04-30 13:30", 5, "working_hours", "2026-05-06 09:30", False),
    ("2026-05-08 16:30", 2, "working_hours", "2026-05-09 09:30", False),
    ("2026-05-09 13:30", 8, "working_hours", "2026-05-11 14:00", False),
    # Dragon Boat Festival: 19-21 June off
    ("2026-06-18 17:00", 1, "working_hours", "2026-06-22 09:00", False),
    # Mid-autumn 25-27 September off; National Day 1-7 October off; Sunday 20 September and Saturday 10 October work
    ("2026-09-18 17:00", 1, "working_hours", "2026-09-20 09:00", False),
    ("2026-09-20 17:00", 1, "working_hours", "2026-09-21 09:00", False),
    ("2026-09-24 17:00", 1, "working_hours", "2026-09-28 09:00", False),
    ("2026-09-30 16:30", 2, "working_hours", "2026-10-08 09:30", False),
    ("2026-10-09 17:00", 1, "working_hours", "2026-10-10 09:00", False),
    ("2026-10-10 17:00", 1, "working_hours", "2026-10-12 09:00", False),
    # Working days: the day of the start does not count
    ("2025-12-31 09:00", 1, "working_days", "2026-01-04 17:30", False),
    ("2026-01-04 09:00", 1, "working_days", "2026-01-05 17:30", False),
    ("2026-02-12 10:00", 3, "working_days", "2026-02-24 17:30", False),
    ("2026-02-14 18:00", 1, "working_days", "2026-02-24 17:30", False),
    ("2026-02-25 08:00", 3, "working_days", "2026-02-28 17:30", False),
    ("2026-02-25 08:00", 4, "working_days", "2026-03-02 17:30", False),
    ("2026-04-30 15:00", 4, "working_days", "2026-05-09 17:30", False),
    ("2026-05-02 15:00", 1, "working_days", "2026-05-06 17:30", False),
    ("2026-05-09 09:00", 1, "working_days", "2026-05-11 17:30", False),
    ("2026-09-17 09:00", 2, "working_days", "2026-09-20 17:30", False),
    ("2026-09-20 09:00", 5, "working_days", "2026-09-28 17:30", False),
    ("2026-09-28 09:00", 7, "working_days", "2026-10-13 17:30", False),
    ("2026-10-10 08:00", 1, "working_days", "2026-10-12 17:30", False),
    ("2026-11-23 10:00", 15, "working_days", "2026-12-14 17:30", False),
    ("2026-11-27 23:59:59", 1, "working_days", "2026-11-30 17:30", False),
    # Natural time runs day and night
    ("2026-02-16 23:45", 30, "minutes", "2026-02-17 00:15", False),
    ("2026-10-01 10:00", 2, "hours", "2026-10-01 12:00", False),
    ("2026-11-27 17:00", 24, "hours", "2026-11-28 17:00", False),
    ("2026-09-28 09:15", 7, "days", "2026-10-05 09:15", False),
    ("2026-02-14 12:00", 15, "days", "2026-03-01 12:00", False),
    ("2026-12-25 12:00", 7, "days", "2027-01-01 12:00", False),
    # 2027 is not published yet
    ("2026-12-31 09:00", 1, "working_hours", "2026-12-31 10:00", False),
    ("2026-12-31 17:00", 1, "working_hours", "2027-01-04 09:00", True),
    ("2026-12-28 09:00", 5, "working_days", "2027-01-05 17:30", True),
)
