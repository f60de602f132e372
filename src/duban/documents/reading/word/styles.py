"""What applies to a paragraph and a run of a .docx after defaults, styles and direct formatting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_ON = {"1", "true", "on", ""}


class Styles:
    """The styles of a file, and the fonts of its theme."""

    def __init__(self, root: Any, theme: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._defaults: dict[str, Any] = {}
        self._normal = ""
        self._theme = _theme_fonts(theme)
        if root is None:
            return
        for style in root.iter(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            self._styles[key] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in _ON - {""}:
                self._normal = key
        for name in ("rPr", "pPr"):
            self._defaults[name] = root.find(
                f"{qn('w:docDefaults')}/{qn(f'w:{name}Default')}/{qn(f'w:{name}')}"
            )

    def paragraph(self, properties: Any, tag: str) -> Any:
        """The element `tag` of pPr that applies to a paragraph, None for none."""
        return _first(self._paragraph_layers(properties), tag)

    def spacing(self, properties: Any, attribute: str, tag: str = "w:spacing") -> str:
        """An attribute of an element that layers fill one by one, such as w:line of w:spacing."""
        for layer in self._paragraph_layers(properties):
            found = None if layer is None else layer.find(qn(tag))
            if found is not None and found.get(qn(attribute)) is not None:
                return str(found.get(qn(attribute)))
        return ""

    def run(self, properties: Any, paragraph: Any, tag: str) -> Any:
        """The element `tag` of rPr that applies to a run, None for none."""
        return _first(self._run_layers(properties, paragraph), tag)

    def value(self, properties: Any, paragraph: Any, tag: str) -> str:
        """The value of a run property such as w:sz."""
        found = self.run(properties, paragraph, tag)
        return "" if found is None else str(found.get(qn("w:val"), ""))

    def bold(self, properties: Any, paragraph: Any) -> bool:
        """Whether a run is bold."""
        found = self.run(properties, paragraph, "w:b")
        return found is not None and str(found.get(qn("w:val"), "")) in _ON

    def font(self, properties: Any, paragraph: Any, kind: str) -> str:
        """The font of a run for `eastAsia` or `ascii` text; a theme's font comes before a named one."""
        for layer in self._run_layers(properties, paragraph):
            fonts = None if layer is None else layer.find(qn("w:rFonts"))
            if fonts is None:
                continue
            themed = str(fonts.get(qn(f"w:{kind}Theme"), ""))
            if themed:
                return self._theme.get(themed, themed)
            if fonts.get(qn(f"w:{kind}")):
                return str(fonts.get(qn(f"w:{kind}")))
        return ""

    def _run_layers(self, properties: Any, paragraph: Any) -> Iterator[Any]:
        yield properties
        if properties is not None:
            yield from self._chain(_style_of(properties, "w:rStyle"), "w:rPr")
        yield from self._chain(_style_of(paragraph, "w:pStyle") or self._normal, "w:rPr")
        yield self._defaults.get("rPr")

    def _paragraph_layers(self, properties: Any) -> Iterator[Any]:
        yield properties
        yield from self._chain(_style_of(properties, "w:pStyle") or self._normal, "w:pPr")
        yield self._defaults.get("pPr")

    def _chain(self, key: str, tag: str) -> Iterator[Any]:
        seen: set[str] = set()
        while key and key not in seen and key in self._styles:
            seen.add(key)
            yield self._styles[key].find(qn(tag))
            based = self._styles[key].find(qn("w:basedOn"))
            key = "" if based is None else str(based.get(qn("w:val"), ""))


def _first(layers: Iterator[Any], tag: str) -> Any:
    found = (layer.find(qn(tag)) for layer in layers if layer is not None)
    return next((one for one in found if one is not None), None)


def _style_of(properties: Any, tag: str) -> str:
    found = None if properties is None else properties.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _theme_fonts(theme: Any) -> dict[str, str]:
    """minorEastAsia and so on, to the font that the theme gives Simplified Chinese."""
    found: dict[str, str] = {}
    if theme is None:
        return found
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for kind in ("major", "minor"):
        fonts = theme.find(f".//a:{kind}Font", space)
        if fonts is None:
            continue
        hans = fonts.find("a:font[@script='Hans']", space)
        latin, asian = fonts.find("a:latin", space), fonts.find("a:ea", space)
        chinese = str(asian.get("typeface") or "") if asian is not None else ""
        found[f"{kind}EastAsia"] = chinese or (str(hans.get("typeface")) if hans is not None else "")
        for ending in ("Ascii", "HAnsi"):
            found[f"{kind}{ending}"] = str(latin.get("typeface")) if latin is not None else ""
    return found
