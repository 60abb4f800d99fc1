"""How right kg is: precision, recall and F1 against gold that a person labelled, with bootstrap intervals over posts.

Two of the experiments of GERBIL (Usbeck et al. 2015): C2KB, the concepts of a post, each once; and A2KB, where they
are named, with the same offsets (strong) or with overlapping ones (weak). Gold lists surfaces, not concepts.
"""

from kg.evaluation.compare import Evaluation, evaluate
from kg.evaluation.gold import GoldCitation, GoldPost, match_post, read_gold
from kg.evaluation.links import Edge, LinkEvaluation, evaluate_links, read_edges
from kg.evaluation.score import Figures, Score
from kg.evaluation.spans import NameCount

__all__ = [
    "Edge",
    "Evaluation",
    "Figures",
    "GoldCitation",
    "GoldPost",
    "LinkEvaluation",
    "NameCount",
    "Score",
    "evaluate",
    "evaluate_links",
    "match_post",
    "read_edges",
    "read_gold",
]
