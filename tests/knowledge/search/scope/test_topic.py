from __future__ import annotations

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.scope.topic import Topic
from knowledge.search.scope.words import Scope, load_scope
from tests.knowledge.search.helpers import query


def test_the_topic_is_noted_and_the_text_stays() -> None:
    topic = Topic(Scope(load_scope()), Catalogue.named_provinces)
    assert topic.read(query("khai sinh trễ có bị phạt không")).topic == "elsewhere.law"
    assert topic.read(query("đăng ký khai sinh")) == query("đăng ký khai sinh")
    assert topic.read(query("tiền mai táng ở Đà Nẵng")).provinces == ("da_nang",)
