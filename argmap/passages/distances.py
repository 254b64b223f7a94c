"""How far a short text is from the parts of a long one."""


def edit_distances(pattern: str, text: str, *, anchored: bool = False) -> list[int]:
    """Least edit distance of a pattern to a part of the text that ends at each index, from 0 to its length.

    The part may begin anywhere, or, anchored, at the beginning of the text. One column of the table is two integers,
    a bit for every step up or down (Myers 1999; a carry makes the anchored form): one turn a character of the text.
    """
    top, mask, score = 1 << (len(pattern) - 1), (1 << len(pattern)) - 1, len(pattern)
    same = {char: sum(1 << i for i, other in enumerate(pattern) if other == char) for char in set(pattern)}
    up, down, carry = mask, 0, int(anchored)
    scores = [score]
    for char in text:
        match = same.get(char, 0)
        across, along = (((match & up) + up) ^ up) | match, match | down
        right_up, right_down = (down | ~(across | up)) & mask, up & across
        score += bool(right_up & top) - bool(right_down & top)
        right_up, right_down = (right_up << 1 | carry) & mask, right_down << 1 & mask
        up, down = (right_down | ~(along | right_up)) & mask, right_up & along
        scores.append(score)
    return scores
