"""Foreign keys that are written after the rows (`post_update`), and what must wait for them."""

from __future__ import annotations

from typing import Any

from ormolu import ForeignKey, select
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int | None] = mapped_column(ForeignKey("book.id"))


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("page.id", use_alter=True, name="cover"))
    pages: Mapped[list[Page]] = relationship(Page, primaryjoin=id == Page.book_id)
    cover: Mapped[Page | None] = relationship(Page, foreign_keys=cover_id, post_update=True)


def test_a_row_is_deleted_after_the_last_reference_to_it(engine: Any) -> None:
    """While other rows of both tables are new, so that nothing else puts the tables in order."""
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        book, page, cover = Book(), Page(), Page()
        book.pages = [page, cover]
        book.cover = cover
        session.add(book)
        session.commit()
        book.pages.remove(cover)
        book.cover = None
        session.delete(cover)
        another = Book(pages=[Page()])
        another.cover = another.pages[0]
        session.add(another)
        session.commit()
        left = session.scalars(select(Page).order_by(Page.id)).all()
        assert left == [page, another.cover]
        for each in (book, another):
            each.cover, each.pages = None, []
        session.commit()
    Base.metadata.drop_all(engine)
