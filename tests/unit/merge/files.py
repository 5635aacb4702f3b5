"""Small files in the formats of the known datasets; everybody in them is invented."""

from __future__ import annotations

import json

AIID = """_id,incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,\
Alleged harmed or nearly harmed parties,description,title
ObjectId(0),4,2018-03-18,"[629,630]","[""acme-labs""]","[""beta"",""acme-labs""]","[""walkers""]",\
A delivery robot of Acme ran into walkers.,Robot runs into walkers
"""

_PERSON = "<item><bioguideId>{0}</bioguideId><fullName>{1}</fullName><party>R</party><state>IL</state></item>"
_SPONSORS = (
    "<sponsors>" + _PERSON.format("D000619", "Rep. Roe, Jane [R-IL-13]") + "</sponsors>"
    "<cosponsors>" + _PERSON.format("B000755", "Rep. Doe, Jo") + "</cosponsors>"
)
_COMMON = (
    "<originChamber>House</originChamber><introducedDate>2022-02-09</introducedDate><congress>117</congress>"
    f"{_SPONSORS}<title>Model Safety Act</title>"
    "<latestAction><actionDate>2022-02-09</actionDate><text>Referred.</text></latestAction>"
)
BILL_OLD = (
    '<?xml version="1.0"?><billStatus><bill><billNumber>6658</billNumber><billType>HR</billType>'
    f"{_COMMON}<recordedVotes /><committees><billCommittees><item><name>Ways Committee</name></item></billCommittees>"
    "</committees><version>1.0.0</version></bill></billStatus>"
)
BILL_NEW = (
    '<?xml version="1.0"?><billStatus><version>3.0.0</version><bill><number>6658</number><type>HR</type>'
    f"{_COMMON}<committees><item><name>Ways Committee</name></item></committees></bill></billStatus>"
)

AGORA = """AGORA ID,Official name,Casual name,Link to document,Authority,Collections,Most recent activity,\
Most recent activity date,Proposed date,Validated?,Primarily applies to the government,\
Primarily applies to the private sector,Short summary,Summaries and tags may include unreviewed machine output,\
Harms: Discrimination
7,Model Safety Act,Safety,https://www.congress.gov/bill/117th-congress/house-bill/6658/text,United States Congress,\
U.S. federal laws,Proposed,2022-02-09,2022-02-09,false,true,false,Asks for tests.,true,True
8,Alabama Act,Act 8,https://al.example/8,Alabama,State laws,Enacted,2024-05-01,,true,false,true,Bans it.,false,False
"""

REGISTER = json.dumps(
    {
        "count": 1,
        "results": [
            {
                "document_number": "2024-01580",
                "title": "Safeguards on models",
                "type": "Proposed Rule",
                "agencies": [{"raw_name": "BUREAU", "name": "Bureau of Models", "id": 1}],
                "publication_date": "2024-01-29",
                "html_url": "https://www.federalregister.gov/documents/2024/01/29/2024-01580/safeguards",
                "docket_ids": ["MOD-7"],
            }
        ],
    }
)

_CASE = {"ai_incident_law_record_id": "CASE-1", "verified": "2026-04-22", "source": "https://court.example/1"}
FINDINGS = {
    "allegations": json.dumps(
        {
            "allegations": [
                {
                    "@id": "https://f.example/allegation/1",
                    "id": "case-1-allegation",
                    "text": "The firm's chatbot misstated the refund rule.",
                    "deployer": "Acme Air",
                    **_CASE,
                }
            ]
        }
    ),
    "authorities": json.dumps(
        {
            "authorities": [
                {
                    "@id": "https://f.example/authority/1",
                    "id": "court",
                    "organization": {"@type": "gist:GovernmentOrganization", "name": "Court of Harbour"},
                    "sameAs": ["https://wikidata.org/entity/Q11"],
                }
            ]
        }
    ),
    "determinations": json.dumps(
        {
            "determinations": [
                {
                    "@id": "https://f.example/determination/1",
                    "id": "case-1-determination",
                    "jurisdiction": {"@type": "of:Jurisdiction", "institutional_scope": ["Court of Harbour"]},
                    "disposition": "confirmed",
                    "issued_date": "2024-02-14",
                    **_CASE,
                }
            ]
        }
    ),
}

FACT_CHECKS = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "dataFeedElement": [
            {
                "@type": "DataFeedItem",
                "item": [
                    {
                        "@type": "ClaimReview",
                        "url": "https://checker.example/1",
                        "claimReviewed": "Acme Labs took the weights of a rival",
                        "author": {"@type": "Organization", "name": "Checker"},
                        "datePublished": "2026-01-02",
                        "reviewRating": {"alternateName": "False", "ratingValue": 1, "worstRating": 1},
                        "itemReviewed": {
                            "@type": "Claim",
                            "author": {"@type": "Person", "name": "Jane Roe"},
                            "appearance": [{"url": "https://posts.example/x"}],
                        },
                    }
                ],
            }
        ],
    }
)

_OWNED = {"mainsnak": {"datavalue": {"value": {"id": "Q2"}}}, "rank": "normal"}
_SINCE = {"P580": [{"datavalue": {"value": {"time": "+2006-05-00T00:00:00Z", "precision": 10}}}]}
ENTITY_DATA = json.dumps(
    {
        "entities": {
            "Q1": {
                "type": "item",
                "id": "Q1",
                "labels": {"en": {"language": "en", "value": "Acme Labs"}},
                "aliases": {"en": [{"language": "en", "value": "ACME"}]},
                "claims": {
                    "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}, "rank": "normal"}],
                    "P127": [{**_OWNED, "qualifiers": _SINCE}, {**_OWNED, "rank": "deprecated"}],
                },
            }
        }
    }
)

SHEET = """AIAAIC Repository,,,
,,,
HEADER
AIAAIC1,Bot insults shoppers,2024,Acme Labs; Beta
"""
