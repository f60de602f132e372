"""What makes a password easy to guess for whoever knows its owner."""

from __future__ import annotations

import pytest

from duban.shared.text.passwords import easy_to_guess, varied

OWNER = ("wangmj", "王某甲", "XX县住房和城乡建设局", "县住建局")


@pytest.mark.parametrize(
    "password",
    [
        "wangmoujia2026", "WangMouJia@26", "ｗａｎｇｍｏｕｊｉａ2026", "王某甲的密码不好猜", "wangmj-2026-xyz", "xianzhujianju99",
        "县住建局人民防空",
    ],
)  # fmt: skip
def test_whoever_knows_the_owner_does_not_know_the_password(password: str) -> None:
    assert "姓名、账号或者单位" in easy_to_guess(password, OWNER)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa", "aaaaaaaaaaab", "abcdefghijkl", "123456789012", "987654321098", "qwertyuiop123", "asdfghjkl;;;",
        "abcabcabcabc", "kfkfkfkfkfkf", "wx1wx1wx1wx1", "1111222233334444",
    ],
)  # fmt: skip
def test_repetition_and_rows_of_keys_are_no_length(password: str) -> None:
    assert "重复、连续" in easy_to_guess(password, OWNER)


@pytest.mark.parametrize(
    "password",
    ["tower-lamp-rice-42", "h7Qp!mz2Xv9w", "雨后的山路走了三里还没到家", "wang-ting-river-8", "a-county-for-tests"],
)
def test_a_password_that_nobody_would_try_first_is_taken(password: str) -> None:
    assert easy_to_guess(password, OWNER) == ""


def test_nothing_is_known_of_nobody() -> None:
    assert easy_to_guess("tower-lamp-rice-42", ()) == ""
    assert easy_to_guess("aaaaaaaaaaaa", ()) != ""


@pytest.mark.parametrize(("plain", "count"), [("", 0), ("a", 1), ("aaaa", 2), ("abcd", 2), ("abba", 4), ("4321x", 3)])
def test_what_only_goes_on_does_not_count(plain: str, count: int) -> None:
    assert varied(plain) == count
