"""Maps that show each feature of a picture, for goldens and for a browser that measures them."""

from argmap.draw.card import PARTS, Badge
from argmap.draw.dot import View
from argmap.theme import TONES
from tests.draw.samples import BADGES, BRIDGE

STEPS = """
    title: Every kind of step
    thesis:
      claim: The bridge should close to lorries.
      because:
      - together:
        - claim: It is cracking under lorries.
        - assume: No repair is possible before 2026.
        scheme: cause-to-effect
        strength: strong
        unless:
        - claim: Cars alone would crack it as fast.
          scheme: analogy
          but: {claim: Cars weigh a twentieth., scheme: sign}
          unless: The survey counted cars as well.
      - together:
        - claim: Drivers ask for it.
        - claim: Engineers ask for it.
        - claim: The town asks for it.
        needs: 2
        strength: weak
      - {claim: It was built for carts., scheme: explanation}
      - {claim: The next bridge is wide enough., strength: moderate, scheme: position-to-know}
      but:
      - claim: The detour costs hauliers an hour a day.
        granted: The text says so.
        but: {claim: Half of them already take it., but: The other half does not.}
      - together:
        - claim: Shops live on deliveries.
        - claim: Deliveries come by lorry.
        scheme: practical-reasoning
        granted: The text says that vans could do it.
        unless: {claim: Vans deliver as well., granted: The text says so.}
"""

KINDS = """
    title: Every kind of statement
    about: {title: A bridge too far}
    sources:
      survey: {name: County bridge survey 2022, url: 'https://example.org/survey'}
    thesis:
      claim: The bridge should close to lorries.
      likelihood: almost-certain
      passage: [{at: '1:1-20'}, {at: '9'}]
      because:
      - claim: It is cracking under lorries.
        likelihood: likely
        because:
        - {evidence: Crack length doubled in two years., source: survey, passage: {at: '12:40-53'}}
        - {evidence: It will double again., by: mapper, likelihood: roughly-even-chance}
      - {assume: No repair is possible before 2026., by: mapper, passage: {at: '13'}}
      - {claim: Engineers would agree., by: mapper}
      but: {assume: Lorries have no other way., but: {evidence: There is a bridge downstream., source: survey}}
"""

_LETTERS = "ABCDEFG"
WORDS = f"""
    title: Long words, long texts, many sources
    sources:
      long: {{name: "{"An institute with a long name of many words " * 6}", url: 'https://example.org/'}}
      word: {{name: "{"Bundesverfassungsgericht" * 9}"}}
      gone: {{name: The Gazette, retracted: Withdrawn., url: 'https://example.org/?a=1&b=2'}}
{"".join(f"      s{letter.lower()}: {{name: Source {letter}}}{chr(10)}" for letter in _LETTERS)}
    thesis:
      claim: "{"Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3}"
      because:
      - claim: "{"This text is longer than a card has room for, and so its end is cut. " * 12}"
        because: {{evidence: Short., source: ["long, in the middle of page 12", word, "gone?"]}}
      - evidence: Much cited.
        source: [{", ".join(f"s{letter.lower()}" for letter in _LETTERS)}]
      - {{claim: "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"}}
      - {{claim: "https://example.org/a/very/long/address/that/has/no/spaces/in/it?and=some&more=of_the_same_kind"}}
      - {{claim: "Tab\\tand\\nline, “quotes”, <tags>, &amp; {{braces}}, back\\\\slash, %s, #1"}}
"""

# Text of the Universal Declaration of Human Rights, article 1, which may be copied freely.
SCRIPTS = """
    title: Nine scripts
    sources:
      cyrillic: {name: Организация Объединённых Наций}
      chinese: {name: 联合国大会第二一七号决议}
      thai: {name: สมัชชาใหญ่แห่งสหประชาชาติ}
      arabic: {name: الجمعية العامة للأمم المتحدة}
    thesis:
    - claim: All human beings are born free and equal in dignity and rights.
      because:
      - claim: Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.
      - evidence: Все люди рождаются свободными и равными в своем достоинстве и правах.
        source: cyrillic, статья 1
      - evidence: يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.
        source: arabic, المادة ١
      - claim: כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם.
      - claim: सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।
      - evidence: มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ
        source: thai, ข้อ ๑
      - evidence: 人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。
        source: chinese, 第一条
      - claim: すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
      - claim: 모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.
    - claim: すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
    - claim: सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।
    - claim: يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.
"""

RIGHT_TO_LEFT = """
    title: من اليمين إلى اليسار
    sources: {report: {name: تقرير عام 2022}, english: {name: The Gazette of 2022}}
    thesis:
      claim: يجب إغلاق الجسر أمام الشاحنات (قبل عام 2026).
      because:
      - claim: הגשר נסדק תחת משאיות, ו-40% מהן כבדות מדי!
        because: {evidence: تضاعف طول الشقوق في عامين من 3 إلى 6 أمتار., source: "report, ص. 12"}
      - evidence: The word جسر means bridge, and גשר does too.
        source: english, ‏ص. 3‏
      but: {claim: الطريق البديل يكلف ساعة في اليوم (تقريباً).}
"""

EMOJI = """
    title: Pictographs
    thesis:
      claim: Bikes 🚲 beat cars 🚗🚗🚗 in town 🏙️ for most 👩🏽‍🔬👨‍👩‍👧‍👦 people.
      because:
      - claim: 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉
      - claim: Flags 🇩🇪🇫🇷🇯🇵, keycaps 1️⃣2️⃣3️⃣, signs ✓ ✗ ⚠ ⚠️ ☂ ♥ and arrows → ⇒ ↔ 🡒.
      - claim: Sums ∑ ∫ √ ≠ ≤ ℝ ∀x∈A ∃y 𝑥² and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters.
"""

SHARED = """
    title: What is used in several places
    thesis:
      claim: The old bridge should close.
      because:
      - id: cracks
        claim: It is cracking.
        because:
        - see: kept
      - together:
        - claim: Lorries are many.
        - see: cracks
      but:
      - claim: It is dear to the town.
        but:
        - see: kept
        - see: cracks
        unless: {see: kept}
    claims:
    - id: kept
      claim: Nobody keeps it in repair, nor has anybody done so since it was built for the carts of another century.
      but:
      - see: cracks
"""

ONE = "thesis: {claim: It is so.}"


def three_hundred() -> str:
    """A map of 300 statements: a thesis, 13 main reasons, and 22 statements below each of them, some against it."""
    lines = ["thesis:", "  claim: A map of three hundred statements can be drawn.", "  because:"]
    for main in range(13):
        lines += [
            f"  - id: line-{main}",
            f"    claim: The main reason of line {main} is told in a sentence.",
            "    because:",
        ]
        for reason in range(7):
            lines += [f"    - claim: Reason {reason} of line {main} has something to say.", "      because:"]
            lines += [f"      - evidence: Observation {reason} of line {main} was made twice."]
            lines += [f"      but: {{claim: Objection {reason} to line {main} was raised.}}"]
        lines += ["    but:", f"    - claim: Line {main} may not hold."]
    return "\n".join(lines) + "\n"


FINDINGS = {
    "1": Badge("weak", "weak"),
    "1.1.1": Badge("one source · weak", "weak", origin="The angler who saw the plume from the weir"),
    "1.1.2": Badge("no source", "weak"),
    "1.2.1": Badge("retracted", "broken"),
    "1.3": Badge("contested", "contested"),
    "1.4": Badge("one source", "caution", origin="The Gazette"),
    "1.5": Badge("strong"),
    "1.6": Badge("retracted · one source · no support · contested", "broken"),
}
assert {badge.tone for badge in FINDINGS.values()} >= TONES.keys()

# A name, the map, its findings by id, and how it is drawn.
GALLERY: dict[str, tuple[str, dict[str, Badge], View]] = {
    "steps": (STEPS, FINDINGS, View(show=frozenset(PARTS))),
    "steps-print": (STEPS, FINDINGS, View(theme="print")),
    "kinds": (KINDS, {}, View(show=frozenset(PARTS), direction="LR")),
    "kinds-narrow": (KINDS, FINDINGS, View(width=140, theme="dark", palette="classic", show=frozenset())),
    "bridge": (BRIDGE, BADGES, View(direction="LR")),
    "bridge-folded": (BRIDGE, BADGES, View(depth=1, palette="classic", legend=False)),
    "words": (WORDS, FINDINGS, View()),
    "words-narrow": (WORDS, FINDINGS, View(width=140, theme="print")),
    "scripts": (SCRIPTS, {}, View()),
    "right-to-left": (RIGHT_TO_LEFT, FINDINGS, View(direction="LR")),
    "emoji": (EMOJI, FINDINGS, View()),
    "shared": (SHARED, {}, View(shared="cards")),
    "one-claim": (ONE, {}, View()),
    "three-hundred": (three_hundred(), {}, View(direction="LR")),
}
