"""What a package is made of: its names and what each kind of file in it stands for. Known to builder and checker."""

from __future__ import annotations

NAMESPACE = "urn:duban:archive:1"
SCHEMA_VERSION = "1"
ALGORITHM = "SHA-256"
MANIFEST, SCHEMA, DIGESTS, GUIDE = "manifest.xml", "manifest.xsd", "digests.sha256", "说明.txt"
HISTORY, ROWS = "history/entries.jsonl", "data/rows.jsonl"
TOLD = "history/经过.csv"
UNLISTED = (MANIFEST, DIGESTS)
"""What the manifest cannot list: itself and the digests, which list it."""

ROLES = {
    "document": "公文",
    "attachment": "附件",
    "history": "办理经过",
    "data": "数据",
    "table": "表",
    "guide": "说明",
}
PROPERTIES = {"authentic": "真实性", "complete": "完整性", "usable": "可用性", "safe": "安全性"}
OPEN_FORMATS = (
    ".pdf", ".docx", ".xlsx", ".pptx", ".ofd", ".txt", ".csv", ".jpg", ".jpeg", ".png", ".xml", ".xsd", ".json",
    ".jsonl", ".html",
)  # fmt: skip
