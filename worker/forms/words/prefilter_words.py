"""Parts of words, in lower case, of which a mail that concerns a form of ours holds one at least."""

#: Names, which no language translates.
NAMES = ("atlassian", "marketplace", "confluence", "jira", "balsamiq", "mockup", "wireframe", "sen-")

#: "License" and "serial number", language by language.
LICENSES = (
    "licen", "lisens", "lizen", "lisans", "leyfi", "litsen", "giấy phép", "bản quyền", "лицен", "ліцен",
    "άδει", "αδει", "αδεί", "רישיון", "רשיון", "ترخيص", "رخصة", "مجوز", "लाइसेंस", "ใบอนุญาต", "ไลเซน",
    "ライセンス", "라이선스", "라이센스", "许可", "許可", "授权", "授權", "序列号", "序號",
    "serial", "seriennummer", "registration", "activation",
)  # fmt: skip

#: "Migrate", "move over" and "add-on": what a mail that names neither may still be about.
MOVES = (
    "migr", "мигр", "мігр", "μεταφ", "移行", "移転", "迁移", "遷移", "转移", "轉移", "이전", "이관",
    "plugin", "plug-in", "add-on", "addon", "server", "cloud",
)  # fmt: skip
