-- W1, the floor: one statement and one commit a step, the rows of our operations. psycopg's named parameters.

-- step: submit
-- The case, its part, its snapshot, five tasks with dates and clocks, eight rows of trail, six owed mails.
with c as (update fl_case set state = 'in_assessment', send_token = %(token)s, submitted_at = %(at)s,
    submitted_by = %(by)s, received_on = %(received_on)s, open_opinions = %(opinions)s
  where id = %(case)s and state || '' = 'draft' returning id),  -- by its key, not by the index on the state
 p as (insert into fl_part (kind, case_id) select 'workspace', id from c),
 s as (insert into fl_snapshot (answers, sha256, taken_at, case_id)
  select %(answers)s::jsonb, %(sha256)s, %(at)s, id from c),
 t as (insert into fl_task (case_id, rule, department, kind, state, received_on, accepted_on, first_answer_due_on,
    promised_due_on, statutory_due_on)
  select c.id, r.rule, r.department, r.kind, 'accepted', %(received_on)s, %(received_on)s, %(first_due)s, %(promised)s,
    %(statutory)s
  from c, unnest(%(rules)s::bigint[], %(departments)s::bigint[], %(kinds)s::text[]) r(rule, department, kind)
  returning id, case_id, kind, promised_due_on, statutory_due_on),
 a as (insert into fl_audit (case_id, was, now, by, at)
  select c.id, e.was, e.now, %(by)s, %(at)s
  from c, (values ('draft', 'submitted'), ('submitted', 'receipt_issued'), ('receipt_issued', 'in_assessment'))
    e(was, now)
  returning id, now),
 b as (insert into fl_audit (case_id, task_id, was, now, at, why)
  select case_id, id, 'draft', 'accepted', %(at)s, 'OP-1' from t),
 k as (insert into fl_clock (task_id, kind, at, promised_now, statutory_now)
  select id, 'started', %(at)s, promised_due_on, statutory_due_on from t),
 o as (insert into fl_outbox (event_id, recipient, kind, owed_at)
  select a.id, %(by)s, 'application_received', %(at)s from a where a.now = 'receipt_issued'
  union all select a.id, r.person, 'tasks_opened', %(at)s
  from a, unnest(%(officials)s::bigint[]) r(person) where a.now = 'in_assessment')
select id from t where kind = 'opinion' order by id;

-- step: opinion
-- One department answers: its task, two rows of trail; the last answer owes the lead a mail.
with t as (update fl_task set state = 'decided_granted', holder = %(by)s, verdict = 'support', reasons = %(reasons)s,
    decided_at = %(at)s, decided_by = %(by)s
  where id = %(task)s and state || '' = 'accepted' returning id, case_id),
 c as (update fl_case set open_opinions = open_opinions - 1 from t where fl_case.id = t.case_id
  returning fl_case.id, open_opinions),
 a as (insert into fl_audit (case_id, task_id, was, now, by, at)
  select t.case_id, t.id, e.was, e.now, %(by)s, %(at)s
  from t, (values ('accepted', 'in_review'), ('in_review', 'decided_granted')) e(was, now)
  returning id, now),
 o as (insert into fl_outbox (event_id, recipient, kind, owed_at)
  select a.id, %(lead)s, 'opinions_complete', %(at)s from a, c
  where a.now = 'decided_granted' and c.open_opinions = 0)
select open_opinions from c;

-- step: decide
-- The decision on the part, the end of the lead's task, the case; three rows of trail, one mail.
with c as (update fl_case set state = 'offer_prepared', decided_at = %(at)s, decided_by = %(by)s
  where id = %(case)s and state || '' = 'in_assessment' and open_opinions = 0 returning id),
 d as (insert into fl_decision (case_id, part_id, outcome, reasons, decided_at, decided_by)
  select c.id, p.id, 'granted', %(reasons)s, %(at)s, %(by)s from c join fl_part p on p.case_id = c.id),
 t as (update fl_task set state = 'decided_granted', holder = %(by)s, decided_at = %(at)s, decided_by = %(by)s
  from c where fl_task.case_id = c.id and kind = 'case_lead' and state = 'accepted' returning fl_task.id, case_id),
 b as (insert into fl_audit (case_id, task_id, was, now, by, at)
  select t.case_id, t.id, e.was, e.now, %(by)s, %(at)s
  from t, (values ('accepted', 'in_review'), ('in_review', 'decided_granted')) e(was, now)),
 a as (insert into fl_audit (case_id, was, now, by, at)
  select id, 'in_assessment', 'offer_prepared', %(by)s, %(at)s from c returning id),
 o as (insert into fl_outbox (event_id, recipient, kind, owed_at)
  select id, %(founder)s, 'package_granted', %(at)s from a)
select id from c;
