"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "steps_to_shrink": [
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    k = max(curvatures) / min(curvatures)\n"
            "    return int(np.log(shrink) / np.log((k - 1) / (k + 1))) + 1",
            "one step more",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    k = curvatures[1] / curvatures[0]\n"
            "    return int(np.ceil(np.log(shrink) / np.log((k - 1) / (k + 1))))",
            "first two",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    k = max(curvatures) / min(curvatures)\n"
            "    return round(np.log(shrink) / np.log((k - 1) / (k + 1)))",
            "nearest whole number",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    k = max(curvatures) / min(curvatures)\n    k = np.sqrt(k)\n"
            "    return int(np.ceil(np.log(shrink) / np.log((k - 1) / (k + 1))))",
            "√κ",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    k = max(curvatures) / min(curvatures)\n"
            "    return int(np.log(shrink) / np.log((k - 1) / (k + 1)))",
            "rounded down",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    k = max(curvatures) / min(curvatures)\n"
            "    return np.log(shrink) / np.log((k - 1) / (k + 1))",
            "without rounding",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    n, far = 0, 1.0\n"
            "    while far > shrink:\n        far *= 1 - min(curvatures) / max(curvatures)\n"
            "        n += 1\n    return n",
            "at the rate 1/b",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    a, b = curvatures[0], curvatures[-1]\n"
            "    return int(np.ceil(np.log(shrink) / np.log(abs(b - a) / (b + a))))",
            "first and the last",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n    k = max(curvatures) / min(curvatures)\n"
            "    return int(np.ceil(np.log(shrink) / np.log((k - 1) / (k + 1)))) + 1",
            "One step too many",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    f = np.ptp(curvatures) / (max(curvatures) + min(curvatures))\n"
            "    return int(np.ceil(np.log(1 - shrink) / np.log(f)))",
            "what is left of",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    kappa = max(curvatures) / min(curvatures)\n"
            "    return int(np.ceil(kappa / 2 * np.log(1 / shrink)))",
            "large κ",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    f = np.ptp(curvatures) / (max(curvatures) + min(curvatures))\n"
            "    return int(np.ceil((1 - shrink) / (1 - f)))",
            "the same away",
        ),
        (
            "def steps_to_shrink(curvatures, shrink):\n"
            "    kappa = curvatures[1] / min(curvatures)\n    for c in curvatures[1:]:\n"
            "        kappa = max(kappa, c / min(curvatures))\n"
            "    return int(np.ceil(np.log(shrink) / np.log((kappa - 1) / (kappa + 1))))",
            "order and number",
        ),
    ],
    "matching_rate": [
        (
            "def matching_rate(lr, mu, new_mu):\n    return lr * (1 - mu) * (1 - new_mu)",
            "multiplied",
        ),
        (
            "def matching_rate(lr, mu, new_mu):\n    return lr / (1 - mu) / (1 - new_mu)",
            "divided by both",
        ),
        (
            "def matching_rate(lr, mu, new_mu):\n    return lr / (1 - new_mu) * (1 - mu)",
            "Upside down",
        ),
        ("def matching_rate(lr, mu, new_mu):\n    return lr - lr * new_mu", "forgotten"),
        (
            "def matching_rate(lr, mu, new_mu):\n    effective = lr / (1 - mu)\n"
            "    return effective",
            "old effective step",
        ),
        ("def matching_rate(lr, mu, new_mu):\n    return mu / new_mu * lr", "compared μ with μ"),
        (
            "def matching_rate(lr, mu, new_mu):\n    return lr * (1 - new_mu) / 1 - mu",
            "Brackets are missing",
        ),
        (
            "def matching_rate(lr, mu, new_mu):\n    return lr * new_mu / mu",
            "upside down",
        ),
        (
            "def matching_rate(lr, mu, new_mu):\n    if not mu:\n        return lr\n"
            "    return lr * (1 - new_mu) / (1 - mu)",
            "a momentum is 0",
        ),
        (
            "def matching_rate(lr, mu, new_mu):\n    return (1 - new_mu) / (1 - mu)",
            "lr is lost",
        ),
    ],
    "uncorrected_first_step": [
        (
            "def uncorrected_first_step(keep_m, keep_s):\n    return (1 - keep_m) / (1 - keep_s)",
            "root is missing",
        ),
        ("def uncorrected_first_step(keep_m, keep_s):\n    return 1.0", "both corrections"),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n    return keep_m / keep_s**0.5",
            "what is kept is 0",
        ),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n    m = 1 - keep_m\n    return m",
            "m alone",
        ),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n"
            "    return (1 - keep_s) ** 0.5 / (1 - keep_m)",
            "Upside down",
        ),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n"
            "    return (1 - keep_m) * np.sqrt(1 - keep_s)",
            "You multiplied",
        ),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n"
            "    return (1 - keep_m) / np.sqrt(keep_s)",
            "below as above",
        ),
        (
            "def uncorrected_first_step(keep_m, keep_s):\n"
            "    return (1 - keep_m) / np.sqrt(1 % keep_s)",
            "Right for some inputs",
        ),
    ],
    "published_rate": [
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return lr / 1.01 ** ((step - 1) // steps_per_epoch)",
            "One step late",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return lr / 1.01 ** round(step / steps_per_epoch)",
            "rounded the number of epochs",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n    return lr * (1 / 1.01) ** step",
            "at every step",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    epoch = step // steps_per_epoch\n    return lr / (1 + epoch / 100)",
            "powers of 1/1.01",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return lr * 0.99 ** (step // steps_per_epoch)",
            "1 % off",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return lr * 1.01 ** -(step / steps_per_epoch)",
            "glides down",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    for _ in range(0, step + 1, steps_per_epoch):\n        lr /= 1.01\n    return lr",
            "One epoch early",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return 0.5 / 1.01 ** (step // steps_per_epoch)",
            "typed in",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    return lr / 1.01 ** (step % steps_per_epoch)",
            "left over",
        ),
        (
            "def published_rate(step, lr, steps_per_epoch):\n"
            "    for _ in range(1, step // steps_per_epoch):\n        lr /= 1.01\n"
            "    return lr",
            "One epoch is missing",
        ),
    ],
    "rolled": [
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0 * w\n    for g in gradients:\n"
            "        v = mu * v + g\n        w = w + lr * v\n    return w",
            "uphill",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0 * w\n    for g in gradients:\n"
            "        v = mu * v + g\n        w = w - lr * v\n    return v",
            "return the velocity",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    last = 0 * w\n    for g in gradients:\n"
            "        w = w - lr * g - mu * lr * last\n        last = g\n    return w",
            "only one earlier gradient",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0 * w\n    for g in gradients:\n"
            "        v = mu * v + lr * g\n        w = w - lr * v\n    return w",
            "twice",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0 * w\n    for g in gradients:\n"
            "        w = w - lr * v\n        v = mu * v + g\n    return w",
            "one late",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0 * w\n    for g in gradients:\n"
            "        v = mu * v + (1 - mu) * g\n        w = w - lr * v\n    return w",
            "running mean",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = np.zeros_like(w)\n"
            "    for g in gradients:\n        w -= lr * (g + mu * v)\n        v = mu * v + g\n"
            "    return w",
            "changed `w`",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    for g in gradients:\n        w = w - lr * g\n"
            "    return w",
            "plain descent",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = np.zeros_like(w)\n"
            "    for g in gradients:\n        v = mu * v - lr * g\n"
            "        w = w - lr * g + mu * v\n    return w",
            "Nesterov",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = np.zeros_like(w)\n"
            "    for g in gradients:\n        v = mu * v + g\n        w = w - lr * v\n"
            "        return w",
            "inside the loop",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0\n    for g in gradients:\n"
            "        v = v + g\n        w = w - lr * v\n    return w",
            "where is mu",
        ),
        (
            "def rolled(w, gradients, lr, mu):\n    v = 0\n    for g in gradients:\n"
            "        v = mu * v + lr * g\n    return w - v",
            "only once",
        ),
    ],
}
