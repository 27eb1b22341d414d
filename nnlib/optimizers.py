"""Optimizers: rules, each of a few lines, by which an array of parameters follows its gradient."""

import numpy as np

from nnlib import checks
from nnlib.schedules import power


class Optimizer:
    """What all optimizers share: a new one is a subclass with `update(w, g)`.

    - `lr`: the learning rate, above 0, or a schedule, see `nnlib.schedules`: a function from the
      number of steps taken so far to the rate of the next one, 0 or above.
    - `decay`: 0 or above. Before each step every weight, but no bias, is multiplied by
      1 − rate × decay (I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019).
    - `memories`: how many arrays of the shape of w an update remembers; they start at 0 and are
      handed to `update(w, g, …)`, which changes them in place. One that remembers serves no other
      network.

    >>> class Sign(Optimizer):
    ...     def update(self, w, g):
    ...         w -= self.rate * np.sign(g)
    >>> Sign(lr=0.1)
    Sign(lr=0.1)
    """

    memories = 0

    def __init__(self, lr, *, decay=0.0):
        schedule = "schedules.cosine(0.1, steps=1000)"
        checks.function(lr, "lr", schedule, "steps") if callable(lr) else checks.positive(lr, "lr")
        self.lr = lr
        self.decay = checks.within(decay, "decay", 0, np.inf)
        self.steps = 0
        self._looked_up = None, None, None  # a schedule, a step and the rate that it gave
        self.memory = None  # for each parameter of the network: its memories, in the same order
        self._net = None

    def __repr__(self):
        lr = "schedule" if callable(self.lr) else self.lr
        return f"{type(self).__name__}(lr={lr})"

    def __getstate__(self):
        # A copy or a pickle leaves the network behind; it goes on with the next that it is handed.
        return self.__dict__ | {"_net": None}

    @property
    def rate(self):
        """The learning rate of the next step."""
        if not callable(self.lr):
            return self.lr
        if self._looked_up[:2] != (self.lr, self.steps):  # once a step, not once a parameter
            rate = self.lr(self.steps)
            checks.within(rate, f"the schedule at step {self.steps}", 0, np.inf)
            self._looked_up = self.lr, self.steps, rate
        return self._looked_up[2]

    def step(self, net):
        """Change every parameter of the network, in place, by the gradients of its last backward.

        Raises ValueError if it remembers another network, or other layers that learn.
        """
        params = net.params()
        if self.memories or self._net is not net or len(self.memory) != len(params):
            self._remember(net, params)
        if self.decay:
            for w in (w for w, _ in params if w.ndim > 1):
                w *= 1 - self.rate * self.decay
        for (w, g), memory in zip(params, self.memory):
            self.update(w, g, *memory)
        self.steps += 1

    def _remember(self, net, params):
        """Make the memories for a new network; refuse one that they do not belong to."""
        if not self.memories:
            self.memory = [()] * len(params)
        elif self.steps == 0:
            self.memory = [[np.zeros_like(w) for _ in range(self.memories)] for w, _ in params]
        remembers = self.steps and (self.memories or callable(self.lr))
        if remembers and self._net is not None and self._net is not net:
            raise ValueError(f"{self} remembers another network; give each one of its own")
        if self.memories and [m.shape for m, *_ in self.memory] != [w.shape for w, _ in params]:
            hint = "a network whose layers that learn have changed needs a new optimizer"
            raise ValueError(f"{self} remembers parameters of other shapes; {hint}")
        self._net = net

    def update(self, w, g):
        """Change the array w in place; g is its gradient, of the same shape."""
        raise NotImplementedError(f"{type(self).__name__} has no update(self, w, g)")


class SGD(Optimizer):
    """Gradient descent: w ← w − lr g. Stochastic when g comes from a mini-batch.

    Source: H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical
    Statistics 22 (1951).

    >>> w = np.array([1.0, 2.0])
    >>> SGD(lr=0.1).update(w, np.array([10.0, 0.0]))
    >>> w
    array([0., 2.])
    """

    def update(self, w, g):
        w -= self.rate * g


class Momentum(Optimizer):
    """A ball that keeps rolling: v ← μ v + g, then w ← w − lr v.

    μ, from 0 to below 1, is `momentum`. On a steady slope v grows to g / (1 − μ), so momentum 0.9
    makes the steps ten times as long.

    Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
    Computational Mathematics and Mathematical Physics 4 (1964).

    >>> w, v = np.array([1.0]), np.array([1.0])
    >>> Momentum(lr=0.1, momentum=0.9).update(w, np.array([1.0]), v)
    >>> w, v
    (array([0.81]), array([1.9]))
    """

    memories = 1

    def __init__(self, lr, *, momentum=0.9, decay=0.0):
        super().__init__(lr, decay=decay)
        self.momentum = checks.share(momentum, "momentum")

    def update(self, w, g, v):
        v *= self.momentum
        v += g
        w -= self.rate * v


class Nesterov(Momentum):
    """Momentum that looks ahead: v ← μ v + g, then w ← w − lr (g + μ v).

    The gradient is taken where the velocity is about to carry the ball; w stands for that place.
    Sources: Y. Nesterov, "A method for solving the convex programming problem with convergence rate
    O(1/k²)", Soviet Mathematics Doklady 27 (1983); I. Sutskever, J. Martens, G. Dahl and
    G. Hinton, "On the importance of initialization and momentum in deep learning", ICML (2013).

    >>> w, v = np.array([1.0]), np.array([0.0])
    >>> Nesterov(lr=0.1, momentum=0.5).update(w, np.array([1.0]), v)
    >>> w, v
    (array([0.85]), array([1.]))
    """

    def update(self, w, g, v):
        v *= self.momentum
        v += g
        w -= self.rate * (g + self.momentum * v)


class RMSProp(Optimizer):
    """Each parameter has its own step: s ← ρ s + (1 − ρ) g², then w ← w − lr g / (√s + ε).

    ρ, from 0 to below 1, is `keep`; ε, above 0, is `eps`, for where all gradients were 0.

    Source: T. Tieleman and G. Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning,
    Coursera (2012).

    >>> w, s = np.array([1.0, 1.0]), np.zeros(2)
    >>> RMSProp(lr=0.1, keep=0.75).update(w, np.array([1.0, 0.001]), s)
    >>> w.round(4)
    array([0.8, 0.8])
    """

    memories = 1

    def __init__(self, lr, *, keep=0.9, eps=1e-8, decay=0.0):
        super().__init__(lr, decay=decay)
        self.keep = checks.share(keep, "keep")
        self.eps = checks.positive(eps, "eps")

    def update(self, w, g, s):
        s *= self.keep
        s += (1 - self.keep) * g * g
        w -= self.rate * g / (np.sqrt(s) + self.eps)


class Adam(Optimizer):
    """Momentum and RMSProp in one, both running means corrected for their start at 0.

    m ← β₁ m + (1 − β₁) g and s ← β₂ s + (1 − β₂) g²; after t steps m̂ = m / (1 − β₁ᵗ) and
    ŝ = s / (1 − β₂ᵗ); w ← w − lr m̂ / (√ŝ + ε). With decay it is called AdamW. β₁ and β₂, from 0 to
    below 1, are `keep_m` and `keep_s`; ε, above 0, is `eps`.

    Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR (2015).

    >>> w, m, s = np.array([1.0, 1.0]), np.zeros(2), np.zeros(2)
    >>> Adam(lr=0.1).update(w, np.array([1.0, 0.001]), m, s)
    >>> w.round(4)
    array([0.9, 0.9])
    """

    memories = 2

    def __init__(self, lr, *, keep_m=0.9, keep_s=0.999, eps=1e-8, decay=0.0):
        super().__init__(lr, decay=decay)
        self.keep_m = checks.share(keep_m, "keep_m")
        self.keep_s = checks.share(keep_s, "keep_s")
        self.eps = checks.positive(eps, "eps")

    def update(self, w, g, m, s):
        t = self.steps + 1
        m *= self.keep_m
        m += (1 - self.keep_m) * g
        s *= self.keep_s
        s += (1 - self.keep_s) * g * g
        rate = self.rate / (1 - power(self.keep_m, t))
        w -= rate * m / (np.sqrt(s / (1 - power(self.keep_s, t))) + self.eps)
