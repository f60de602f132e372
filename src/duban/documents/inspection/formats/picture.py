"""Pictures: that they open whole, are not larger than allowed, and what they carry beside the picture."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from duban.documents.inspection.marking import PlacedText
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Refused

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_ORIENTATION = 0x0112
_WORDS = re.compile(r"[^\x00-\x1f]{2,}")


def open_picture(name: str, suffix: str, content: bytes, shape: Shape) -> tuple[list[PlacedText], bytes | None]:
    """The text that a picture carries along and, with `strip`, the same picture without it; Refused where it is broken.

    A picture is decoded whole, so that what is appended or hidden beside it does not survive.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = shape.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[_FORMATS[suffix]]) as image:
                passages = _carried(image)
                if image.width * image.height > shape.pixels:
                    raise Image.DecompressionBombError
                image.load()
                return passages, _stripped(image, _FORMATS[suffix]) if shape.strip else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        most = shape.pixels // 1_000_000
        raise Refused("pixels", f"“{name}”的图像超过 {most} 百万像素，没有接收。请缩小后再上传。") from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        TypeError,
    ) as error:
        raise Refused("damaged", f"“{name}”已损坏，图像显示不完整。请重新拍照或另存后再上传。") from error


def _carried(image: Image.Image) -> list[PlacedText]:
    """Comments, descriptions and text blocks, as one passage of metadata."""
    said: list[str] = []
    for key, value in image.info.items():
        if key not in ("icc_profile", "exif", "photoshop", "mp"):
            said.extend(_spoken(value))
    for value in image.getexif().values():
        said.extend(_spoken(value))
    return [PlacedText("meta", "图片属性", "\n".join(said))] if said else []


def _spoken(value: Any) -> list[str]:
    if isinstance(value, bytes):
        texts = []
        for codec in ("utf-8", "gb18030", "utf-16-le"):
            try:
                texts.append(value.decode(codec).strip("\x00"))
            except UnicodeDecodeError:
                continue
        return [text for text in texts if _WORDS.search(text)]
    return [str(value)] if isinstance(value, str) else []


def _stripped(image: Image.Image, form: str) -> bytes:
    turned = image.getexif().get(_ORIENTATION, 1) not in (None, 1)
    upright = ImageOps.exif_transpose(image) if turned else image
    out = io.BytesIO()
    options: dict[str, Any] = {"exif": b""}
    if form == "JPEG":
        options |= {"quality": 92 if turned else "keep", "comment": b""}
        if profile := image.info.get("icc_profile"):
            options["icc_profile"] = profile
    else:
        bare = upright.copy()
        bare.info = {key: value for key, value in upright.info.items() if key in ("transparency", "gamma")}
        upright = bare
    upright.save(out, form, **options)
    return out.getvalue()
