"""What a word between two dots or colons stands for in a text (`.~.`, `:smile:`): Argdown's own list."""

_SIGNS = {
    "∀": "A", "∃": "E", "𝗢": "O", "𝗣": "P", "→": "->", "↔": "<->", "¬": "~", "∧": "^", "∨": "v", "⊻": "v_",
    "◇": "<>", "◻": "[]", "😀": "happy", "☺": "smile smiley", "😆": "laugh lol", "🤣": "rofl", "😂": "joy",
    "❤": "heart", "❓": "? question", "😍": "love", "😉": "wink", "🤫": "shush", "😐": "meh", "🙄": "eye-roll",
    "😢": "sad", "😞": "disappointed", "😱": "scream", "👍": "+1 up", "👎": "-1 down", "🤔": "think", "⭐": "star",
    "✔": "y agree", "❌": "n disagree",
}  # fmt: skip

SHORTCODES = {word: sign for sign, words in _SIGNS.items() for word in words.split()}
