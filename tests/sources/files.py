"""Files as people upload them, and as attackers do."""

import io
import zipfile

from sources.acquisition.files import split_bytes
from sources.acquisition.found import Budget, Limits, RawItem

LIMITS = Limits(items=100, total_bytes=20_000_000, item_bytes=1_000_000, zip_ratio=100)

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Nine lost | Example Post</title>
<meta property="og:site_name" content="Example Post"><meta property="og:title" content="Nine lost in Kursk">
<meta property="article:published_time" content="2025-12-14T08:00:00Z">
<link rel="canonical" href="https://Example.org/news/nine?utm_source=x#top"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><script>alert("mine")</script>
<article><h1>Nine lost in Kursk</h1>
<p>The regiment lost nine men during its mission of 120 days, its leader said in a speech on Friday.</p>
<p>It was the first time that he spoke of losses. The mission had begun in early August, he said.</p>
</article><footer>All rights reserved</footer></body></html>"""


def make_zip(entries: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def split(name: str, data: bytes, *, limits: Limits = LIMITS) -> list[RawItem]:
    return list(split_bytes(name, data, budget=Budget(limits)))
