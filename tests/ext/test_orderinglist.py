"""Ordering lists: replacing a member is an event like any other."""

from __future__ import annotations

from typing import Any

from ormolu import ForeignKey, inspect
from ormolu.ext.orderinglist import ordering_list
from ormolu.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Slide(Base):
    __tablename__ = "slide"
    id: Mapped[int] = mapped_column(primary_key=True)
    bullets: Mapped[list[Bullet]] = relationship(
        order_by="Bullet.position", collection_class=ordering_list("position"), back_populates="slide"
    )


class Bullet(Base):
    __tablename__ = "bullet"
    id: Mapped[int] = mapped_column(primary_key=True)
    slide_id: Mapped[int] = mapped_column(ForeignKey("slide.id"))
    position: Mapped[int]
    slide: Mapped[Slide | None] = relationship(back_populates="bullets")


def test_a_replaced_member_leaves_and_the_new_one_takes_its_number() -> None:
    slide: Any = Slide(bullets=[Bullet(), Bullet(), Bullet()])
    old, new = slide.bullets[1], Bullet()
    slide.bullets[1] = new
    assert (new.position, new.slide, old.slide) == (1, slide, None)
    assert old not in inspect(slide).attrs.bullets.history.added
