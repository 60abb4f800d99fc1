"""Fit the weights of `kg.concepts.context` on labelled openings: logistic regression with an L2 penalty.

    python benchmarks/fit_weights.py GOLD=FOLDER [GOLD=FOLDER …] > src/kg/concepts/weights.json

An ambiguous candidate whose words a person listed as required is a positive example, one whose words are not listed at
all a negative one. Optional words are left out, and words with several senses, since gold does not tell which is meant.
The penalty is chosen by ten-fold cross-validation over posts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kg.concepts.candidates import Candidate, find_candidates, longest_first_from_left
from kg.concepts.context import features_of, survey
from kg.concepts.lexicon import Lexicon
from kg.evaluation import GoldPost, match_post, read_gold
from kg.model import Post
from kg.pipeline import to_lexicon
from kg.posts.read import read_posts
from kg.vocabulary.read import read_vocabulary

PENALTIES = (1.0, 3.0, 10.0)
FOLDS = 10


@dataclass(frozen=True)
class Example:
    """The features of one ambiguous candidate, whether it was meant, and the post it stands in."""

    features: dict[str, float]
    meant: bool
    post: str
    name: str  # words and concept: the occurrences of one name in one post share a weight of 1


def examples_of(post: Post, gold: GoldPost, lexicon: Lexicon) -> list[Example]:
    """Return the ambiguous candidates of one labelled post as examples."""
    candidates = [each for each in find_candidates(post, lexicon.index) if isinstance(each, Candidate)]
    sure = list(longest_first_from_left([each for each in candidates if not each.ambiguous]))
    around = survey(post, sure, lexicon)
    found = []
    for each in candidates:
        words = each.span.of(post.text)
        covered = any(other.span.covers(each.span) for other in sure)
        senses = {other.concept for other in candidates if other.span == each.span}
        beyond = gold.opening is not None and each.span.start >= gold.opening
        if (
            not each.ambiguous
            or covered
            or beyond
            or words in gold.optional
            or words in around.defined
            or len(senses) > 1
        ):
            continue
        features = features_of(each, post, lexicon, around)
        found.append(Example(features, words in gold.required, post.id, f"{words} {each.concept}"))
    return found


def shares_of(examples: list[Example]) -> NDArray[np.float64]:
    """Return the weight of each example: one over the number of occurrences of its name in its post."""
    count = Counter((each.post, each.name) for each in examples)
    return np.array([1 / count[each.post, each.name] for each in examples])


def fit(
    matrix: NDArray[np.float64], meant: NDArray[np.float64], share: NDArray[np.float64], penalty: float
) -> NDArray[np.float64]:
    """Return the weights, the bias first, that minimise the penalised log loss."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = matrix @ weights
        slack = np.logaddexp(0, margin) - meant * margin
        probability = 1 / (1 + np.exp(-margin))
        held = np.concatenate([[0.0], weights[1:]])
        gradient = matrix.T @ (share * (probability - meant)) + penalty * held
        return float((share * slack).sum() + penalty * (held**2).sum() / 2), gradient

    start = np.zeros(matrix.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def validate(
    matrix: NDArray[np.float64],
    meant: NDArray[np.float64],
    share: NDArray[np.float64],
    folds: NDArray[np.int64],
    penalty: float,
) -> float:
    """Return the mean log loss on the folds that were held out."""
    total = 0.0
    for fold in range(FOLDS):
        out = folds == fold
        weights = fit(matrix[~out], meant[~out], share[~out], penalty)
        margin = matrix[out] @ weights
        total += float((share[out] * (np.logaddexp(0, margin) - meant[out] * margin)).sum())
    return total / float(share.sum())


def gather(pairs: list[tuple[Path, Path]]) -> list[Example]:
    """Return the examples of all gold files with their folders of posts."""
    examples: list[Example] = []
    for gold_path, folder in pairs:
        posts = read_posts([folder]).posts
        lexicon = to_lexicon(posts, read_vocabulary())
        for gold in read_gold(gold_path):
            post = match_post(gold, posts)
            if post is not None:
                examples += examples_of(post, gold, lexicon)
    return examples


def main() -> None:
    """Fit and print the weights as JSON."""
    pairs = [(Path(word.split("=")[0]), Path(word.split("=")[1])) for word in sys.argv[1:]]
    examples = gather(pairs)
    names = sorted(examples[0].features)
    matrix = np.array([[1.0, *(each.features[name] for name in names)] for each in examples])
    meant = np.array([float(each.meant) for each in examples])
    share = shares_of(examples)
    posts = sorted({each.post for each in examples})
    folds = np.array([posts.index(each.post) % FOLDS for each in examples])
    losses = {penalty: validate(matrix, meant, share, folds, penalty) for penalty in PENALTIES}
    best = min(losses, key=lambda penalty: losses[penalty])
    weights = fit(matrix, meant, share, best)
    how = (
        f"benchmarks/fit_weights.py on {len(examples)} ambiguous candidates ({int(meant.sum())} meant) of {len(posts)} "
        f"labelled posts; L2 penalty {best}, log loss held out {losses[best]:.3f}"
    )
    values = {"bias": round(float(weights[0]), 3)}
    values |= {name: round(float(weight), 3) for name, weight in zip(names, weights[1:], strict=True)}
    print(json.dumps({"fitted": how, "weights": values}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
