"""x"""
from argmap.formats.common import Arranged, Made, Options
def write(arranged: Arranged, options: Options) -> Made:
    return Made("")
