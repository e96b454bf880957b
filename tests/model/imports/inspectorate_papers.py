"""Reports and letters in the inspectorate's forms about places that do not exist, in our own words."""

# A paragraph is one line here, as long as it is.
# ruff: noqa: E501

from __future__ import annotations

ILACS_2024 = """
! Inspection of {authority} children’s services
## Inspection dates: 4 to 15 March 2024
Lead inspector: Ada Example, His Majesty’s Inspector
| Judgement | Grade
| The impact of leaders on social work practice with children and families | Good
| The experiences and progress of children who need help and protection | Requires improvement to be good
| The experiences and progress of children in care | Outstanding
| The experiences and progress of care leavers | Inadequate
| Overall effectiveness | Requires improvement to be good
Since the last inspection the council has worked on its plan, and much of what was weak is better now.
---
# {heading}
* The use of what teams learn from each other, so that work between agencies is well-planned, multi-agency and prompt for every family that asks for help.
* The reach of advice for young people who leave care. (outcome 4, national framework)
* Written plans (enabler: leaders drive conditions for effective practice, National Framework)
# The experiences and progress of children who need help and protection: requires improvement to be good
1. Families say that they are heard, and that someone answers when they call.
2. Plans are clear, and people know who does what.
# The experiences and progress of children in care: outstanding
3. Carers are well prepared.
# The experiences and progress of care leavers: inadequate
4. Too few young people have somewhere to go.
# The impact of leaders on social work practice with children and families: good
5. Leaders know what to do next.
"""

ILACS_2026 = """
! Inspection of {authority} local authority children’s services
## Inspection dates: 8 June 2026 to 19 June 2026
Lead inspector: Ada Example, His Majesty’s Inspector
| Judgement | Grade
| The impact of leaders on practice with children and families | Good
| The experiences and progress of children who need help and protection | Good
| The experiences and progress of children in care | Good
| The experiences and progress of care leavers | Good
Things are in order here.
---
# What needs to improve?
* The time that a first answer takes.
# The experiences and progress of children who need help and protection: good
1. Families are heard.
"""

ILACS_2018 = """
! {authority}
# Inspection of children’s social care services
## Inspection dates: 7 January 2019 to 11 January 2019
Lead inspector: Ada Example
Her Majesty’s Inspector
| Judgement | Grade
| The impact of leaders on social work practice with children and families | Requires improvement
| The experiences and progress of children who need help and protection | Good
| The experiences and progress of children in care and care leavers | Good
| Overall effectiveness | Requires improvement
Things move, though slowly.
---
# What needs to improve
* How long a first answer takes.
* What is written down about a decision, and where.
# The experiences and progress of children who need help and protection: good
1. Families are heard.
"""

SIF_2014 = """
! {authority}
# Inspection of services for children in need of help and protection, children looked after and care leavers
and
# Review of the effectiveness of the local safeguarding children board
## Inspection date: 3 March 2014 – 26 March 2014
## Report published: 9 May 2014
## The overall judgement is that children’s services require improvement
The authority is not there yet, and knows it.
| 1. Children who need help and protection | Requires improvement
| 2. Children looked after and achieving permanence | Good
| 2.1 Adoption performance | Outstanding
| 2.2 Experiences and progress of care leavers | Good
| 3. Leadership, management and governance | Requires improvement
---
# Contents
What does the local authority need to improve? 3
The local authority’s strengths 3
---
# Section 1: The local authority
# What does the local authority need to improve?
## Priority and immediate action
1. See every child who waits, and say by when.
## Areas for improvement
Leadership and management
2. Look at what the figures say each month.
3. Ask young people before a plan is closed.
Work with families
4. Write plans that a parent can read.
# The local authority’s strengths
5. Carers are well prepared and stay for years.
# Progress since the last inspection
6. Much has been done since then.
# Information about this inspection
Lead inspector: Ada Example HMI
---
# Section 2: The effectiveness of the Local Safeguarding Children Board
## The effectiveness of the LSCB requires improvement
## Priority and immediate action
The inspection did not find any areas for priority and immediate action.
## Areas for improvement
40. Meet as often as the board has agreed to meet.
41. Publish what is learnt from reviews.
## Key strengths and weaknesses of the LSCB
42. The board is well led.
"""

SIF_2016 = """
! {authority}
# Re-inspection of services for children in need of help and protection, children looked after and care leavers
## Inspection date: 5 September 2016 to 29 September 2016
## Report published: 21 November 2016
## Children’s services in {short} require improvement to be good
| 1. Children who need help and protection | Requires improvement
| 2. Children looked after and achieving permanence | Good
| 2.1 Adoption performance | Good
| 2.2 Experiences and progress of care leavers | Good
| 3. Leadership, management and governance | Requires improvement
---
# Recommendations
1. Answer the phone within the day (paragraphs 21, 32 and 40–42).
2. Strengthen the response to those who go missing by ensuring that:
- someone is named (paragraph 51)
- what was said is written down.
3. Work on supply
* Find more carers near home (para. 60).
* Keep the carers there are.
# Summary for children and young people
* People listen to you more than they did.
# Information about this inspection
Lead inspector: Ada Example
Deputy lead inspector: Ben Sample
"""

FOCUSED_VISIT = """
2 March 2022
Head of Paper
Director of Children’s Services
{authority}
Dear Director
## Focused visit to {authority} children’s services
This letter summarises the findings of the focused visit to {authority} on 25 and 26 January 2022. The visit was carried out by inspectors from Ofsted.
Inspectors looked at the local authority’s arrangements for children in need and those subject to a child protection plan.
# Headline findings
Much has changed since the last visit, and most of it for the better.
# Areas for priority action
The local authority needs to take swift and decisive action to address the following:
* Decisions about those who are at once in danger, and how soon they are made.
* The time that a plan takes.
# What needs to improve in this area of social work practice
* Supervision that asks what has changed.
* Chronologies.
# Main findings
Visits are made in time. The council should send its draft action plan to ProtectionOfChildren@example.org by Wednesday 30 March 2022.
Yours sincerely
Ada Example
Her Majesty’s Inspector
"""

MONITORING_VISIT = """
11 July 2019
Dear Director
## Monitoring visit of {authority} children’s services
This letter summarises the findings of the monitoring visit to {authority} on 12 and 13 June 2019. The visit was the second monitoring visit since the local authority was judged inadequate.
The inspectors reviewed the progress made in the front door.
# Areas covered by the visit
During the visit, inspectors looked at contacts and referrals.
# Overview
Progress is steady.
# Findings and evaluation of progress
Thresholds are clear.
Yours sincerely
Ada Example
Her Majesty’s Inspector
"""

JTAI_2023 = """
20 July 2023
Head of Paper, Director of Children’s Services, {authority}
Second Sample, Chief Constable
Dear {short} Safeguarding Children Partnership
## Joint targeted area inspection of {short}
This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to serious youth violence in {short}.
This inspection took place from 5 to 9 June 2023. It was carried out by inspectors from Ofsted, the Care Quality Commission and others.
# Headline findings
Partners know each other well and act early.
# Area for priority action
Urgent action is required by the hospital trust to be sure of its own practice. Action should be taken to address the following:
- what is written down at night
- who reads it in the morning.
# What needs to improve?
* How often partners meet.
* What is shared when a child moves.
# Strengths
* The work of the youth service.
# Next steps
We have determined that {authority} is the principal authority and should prepare a written statement of proposed action responding to the findings outlined in this letter.
{short} should send the written statement of action to ProtectionOfChildren@example.org by Friday 26 October 2023. This statement will inform later work.
Yours sincerely
"""

AREA_SEND = """
! Local area partnership report
! Area SEND inspection of {short} Local Area Partnership
## Inspection dates: 3 to 7 June 2024
## Dates of previous inspection: 5 to 9 March 2018
# Inspection outcome
There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of children and young people with special educational needs and/or disabilities (SEND), which the local area partnership must address urgently.
A monitoring inspection will be carried out within approximately 18 months. The next full reinspection will be within approximately three years.
---
# What is it like to be a child or young person with SEND in this area?
It depends on where you live.
# What is the area partnership doing that is effective?
* Schools know early who needs help.
# What does the area partnership need to do better?
* Waiting is too long for too many.
# Areas for priority action
| Responsible body | Areas for priority action
| {authority} and the integrated care board | Leaders should work together on a plan that says who does what, and they should say by when.
| The integrated care board | Leaders should shorten the time that children wait for a first appointment.
# Areas for improvement
| Areas for improvement
| Leaders should make the local offer easier to find. They should ask parents first.
| Leaders should share what they learn from complaints.
# Local area partnership details
Ofsted
Ada Example, Ofsted HMI Lead inspector
"""

BEFORE_2013 = """
! Inspection of safeguarding and looked after children services
! {authority}
Inspection dates: 5 – 16 September 2011
Reporting inspector Ada Example HMI
Published: 21 October 2011
---
# Areas for improvement
1. In order to improve the quality of provision the local authority and its partners should take the following action.
## Immediately:
* see every child who waits
## Within three months:
* agree who answers at night
* write it down.
# Record of main findings
## Safeguarding services
| Overall effectiveness | Adequate
| Capacity for improvement | Good
## Services for looked after children
| Overall effectiveness | Good
"""

SHOPPING = """
# Shopping
* Milk
* What needs to improve: the bread
* Six eggs, good ones
"""

NOVEL = """
! Chapter 3
Dear reader, the inspector came on 4 May 1921, and it was raining. “Good,” she said, “the overall judgement is good.”
# Recommendations
1. Never go there after dark.
2. Take the lamp.
"""

COUNCIL_REPORT = """
# Report to the Children and Families Scrutiny Committee
Date: 7 September 2023
Subject: Inspection of {authority} local authority children’s services
# Summary
The council was inspected by Ofsted between 4 and 15 March 2024. The letter is attached as an appendix.
# Recommendations
1. That members note the report.
2. That a further report be brought in six months.
"""

HIGHWAYS_REPORT = """
# Highways asset plan: officer report
Author: the Head of Highways
# Areas for improvement
* Potholes on the ring road.
* The condition of the bridge: requires improvement.
# Recommendations
1. Approve the programme.
"""

SEND_2016 = """
21 June 2018
Head of Paper
Director of Children’s Services
{authority}
Dear Director
## Joint local area SEND inspection in {short}
Between 20 March 2018 and 24 March 2018, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of the local area of {short} to judge the effectiveness of the area in implementing the disability and special educational needs reforms.
# Main findings
* Leaders were slow to begin.
# Strengths
* Early years settings know their children.
# Areas for development
* Schools wait too long.
# The inspection raises significant concerns about the effectiveness of the local area
The local area is required to produce and submit a written statement of action to Ofsted that explains how the local area will tackle the following areas of significant weakness:
* the time that plans take
* how parents are heard.
Yours sincerely
Ada Example
Her Majesty’s Inspector
"""

JTAI_2018 = """
24 August 2018
Head of Paper, Corporate Director, {authority}
Dear local partnership
## Joint targeted area inspection of the multi-agency response to sexual abuse in the family environment in {short}
Between 9 and 13 July 2018, Ofsted, the Care Quality Commission (CQC), HMI Constabulary and HMI Probation undertook a joint inspection of the multi-agency response to sexual abuse in the family environment in {short}.
# Key strengths
* Partners know each other.
# Areas for priority action
* Strategy meetings are not held when they should be. They should:
- be called within a day
- be written down.
* The police should look again at old cases.
# Areas for improvement
Referrals are not always made in time and agencies do not know what becomes of them after that.
The board does not ask why and has no figures that would tell it.
# Practice study: area for improvement
A child waited.
# Next steps
The director of children’s services should prepare a written statement of proposed action. The director of children’s services should send the written statement of action to ProtectionOfChildren@example.org by 3 December 2018.
Yours sincerely
"""

AREA_SEND_MONITORING = """
! Area SEND monitoring inspection of {short} Local Area Partnership
## Inspection dates: 2 to 4 September 2025
# Inspection outcome
Leaders have taken effective action in some of the areas for priority action.
"""
