"""What mail clients put before a subject, case-folded and without the colon."""

# ruff: noqa: E501
# fmt: off

REPLIES = frozenset((
    "re", "aw", "antw", "antwort", "sv", "vs", "res", "resp", "rif", "r", "odp", "ref", "ynt", "atb", "vá", "na", "bls", "ats", "на", "отв", "ответ", "απ", "σχετ", "תגובה", "رد", "回复", "回覆", "答复", "答覆", "返信", "회신", "trả lời", "bal",
))

FORWARDS = frozenset((
    "fw", "fwd", "wg", "tr", "rv", "enc", "i", "inoltr", "doorst", "pd", "vb", "vl", "vs fwd", "ilt", "továbbítás", "pren", "пересл", "прд", "προωθ", "הועבר", "إعادة توجيه", "转发", "轉寄", "轉發", "転送", "전달", "chuyển tiếp", "teruskan",
))
