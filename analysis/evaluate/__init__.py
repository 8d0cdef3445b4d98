"""How often the machine is right: against gold codings, coder against coder, layer by layer, with intervals."""

from analysis.evaluate.run import Evaluation, by_outlet, evaluate

__all__ = ["Evaluation", "by_outlet", "evaluate"]
