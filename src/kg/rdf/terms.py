"""The prefixes and the terms that kg writes: all of them standard, all of them here.

schema.org is `http://`, as its own context has it: with `https://` the shapes of others match nothing.
A term is kept as N-Triples writes it, inside angle brackets.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final[dict[str, str]] = {
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def to_term(curie: str) -> str:
    """Return the term that a prefixed name such as `skos:broader` stands for, inside angle brackets."""
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


TYPE: Final = to_term("rdf:type")
STATEMENT: Final = to_term("rdf:Statement")
SUBJECT: Final = to_term("rdf:subject")
PREDICATE: Final = to_term("rdf:predicate")
OBJECT: Final = to_term("rdf:object")
LABEL: Final = to_term("rdfs:label")
DEFINED_BY: Final = to_term("rdfs:isDefinedBy")

BLOG: Final = to_term("schema:Blog")
BLOG_POSTING: Final = to_term("schema:BlogPosting")
PERSON: Final = to_term("schema:Person")
CREATIVE_WORK_SERIES: Final = to_term("schema:CreativeWorkSeries")
INTERACTION_COUNTER: Final = to_term("schema:InteractionCounter")
READ_ACTION: Final = to_term("schema:ReadAction")
SOFTWARE_APPLICATION: Final = to_term("schema:SoftwareApplication")
ARTICLE: Final = to_term("schema:Article")
BOOK: Final = to_term("schema:Book")
SCHOLARLY_ARTICLE: Final = to_term("schema:ScholarlyArticle")
WEB_PAGE: Final = to_term("schema:WebPage")
FABIO_ARTICLE: Final = to_term("fabio:Article")
FABIO_BOOK: Final = to_term("fabio:Book")
FABIO_PAPER: Final = to_term("fabio:ResearchPaper")
FABIO_PAGE: Final = to_term("fabio:WebPage")

ABOUT: Final = to_term("schema:about")
ABSTRACT: Final = to_term("schema:abstract")
AUTHOR: Final = to_term("schema:author")
DATE_PUBLISHED: Final = to_term("schema:datePublished")
HEADLINE: Final = to_term("schema:headline")
IN_LANGUAGE: Final = to_term("schema:inLanguage")
INTERACTION_STATISTIC: Final = to_term("schema:interactionStatistic")
INTERACTION_TYPE: Final = to_term("schema:interactionType")
IS_PART_OF: Final = to_term("schema:isPartOf")
KEYWORDS: Final = to_term("schema:keywords")
MENTIONS: Final = to_term("schema:mentions")
NAME: Final = to_term("schema:name")
POSITION: Final = to_term("schema:position")
SAME_AS: Final = to_term("schema:sameAs")
SOFTWARE_VERSION: Final = to_term("schema:softwareVersion")
URL: Final = to_term("schema:url")
USER_INTERACTION_COUNT: Final = to_term("schema:userInteractionCount")

CONCEPT: Final = to_term("skos:Concept")
CONCEPT_SCHEME: Final = to_term("skos:ConceptScheme")
PREF_LABEL: Final = to_term("skos:prefLabel")
ALT_LABEL: Final = to_term("skos:altLabel")
HIDDEN_LABEL: Final = to_term("skos:hiddenLabel")
DEFINITION: Final = to_term("skos:definition")
BROADER: Final = to_term("skos:broader")
RELATED: Final = to_term("skos:related")
EXACT_MATCH: Final = to_term("skos:exactMatch")
IN_SCHEME: Final = to_term("skos:inScheme")

DATE: Final = to_term("dcterms:date")
DESCRIPTION: Final = to_term("dcterms:description")
IDENTIFIER: Final = to_term("dcterms:identifier")
TITLE: Final = to_term("dcterms:title")
KIND: Final = to_term("dcterms:type")

CITES: Final = to_term("cito:cites")

CONTEXT: Final = to_term("nif:Context")
PHRASE: Final = to_term("nif:Phrase")
IS_STRING: Final = to_term("nif:isString")
ANCHOR_OF: Final = to_term("nif:anchorOf")
BEGIN_INDEX: Final = to_term("nif:beginIndex")
END_INDEX: Final = to_term("nif:endIndex")
REFERENCE_CONTEXT: Final = to_term("nif:referenceContext")
SOURCE_URL: Final = to_term("nif:sourceUrl")
TA_IDENT_REF: Final = to_term("itsrdf:taIdentRef")
STRING: Final = to_term("nif:String")  # words that state something, and so stand for no one thing
TOPIC: Final = to_term("dcterms:subject")  # the statement that such words make
TA_CONFIDENCE: Final = to_term("itsrdf:taConfidence")

ACTIVITY: Final = to_term("prov:Activity")
ENTITY: Final = to_term("prov:Entity")
SOFTWARE_AGENT: Final = to_term("prov:SoftwareAgent")
USED: Final = to_term("prov:used")
WAS_ASSOCIATED_WITH: Final = to_term("prov:wasAssociatedWith")
WAS_DERIVED_FROM: Final = to_term("prov:wasDerivedFrom")
WAS_GENERATED_BY: Final = to_term("prov:wasGeneratedBy")

BYTE_SIZE: Final = to_term("dcat:byteSize")
DCAT_DATASET: Final = to_term("dcat:Dataset")
DISTRIBUTION: Final = to_term("dcat:Distribution")
HAS_DISTRIBUTION: Final = to_term("dcat:distribution")
MEDIA_TYPE: Final = to_term("dcat:mediaType")
VOID_DATASET: Final = to_term("void:Dataset")
CLASS: Final = to_term("void:class")
CLASSES: Final = to_term("void:classes")
CLASS_PARTITION: Final = to_term("void:classPartition")
DISTINCT_SUBJECTS: Final = to_term("void:distinctSubjects")
ENTITIES: Final = to_term("void:entities")
PROPERTIES: Final = to_term("void:properties")
PROPERTY: Final = to_term("void:property")
PROPERTY_PARTITION: Final = to_term("void:propertyPartition")
TRIPLES: Final = to_term("void:triples")
URI_SPACE: Final = to_term("void:uriSpace")
VOCABULARY: Final = to_term("void:vocabulary")

CHECKSUM: Final = to_term("spdx:Checksum")
HAS_CHECKSUM: Final = to_term("spdx:checksum")
ALGORITHM: Final = to_term("spdx:algorithm")
CHECKSUM_VALUE: Final = to_term("spdx:checksumValue")
SHA256: Final = to_term("spdx:checksumAlgorithm_sha256")

XSD_DATE: Final = to_term("xsd:date")
XSD_DECIMAL: Final = to_term("xsd:decimal")
XSD_MONTH_DAY: Final = to_term("xsd:gMonthDay")
XSD_HEX: Final = to_term("xsd:hexBinary")
XSD_INTEGER: Final = to_term("xsd:integer")
XSD_OFFSET: Final = to_term("xsd:nonNegativeInteger")

# Every term above: what may be shortened by a prefix, since its local name is legal everywhere.
TERMS: Final = frozenset(term for name, term in globals().items() if name.isupper() and isinstance(term, str))
