"""The program of the tour, in cells: `# %% title`, a line of explanation, code. `player.py` runs and shows it.

`url`, the database, is given by the player; `models` is examples/accounts/models.py.
"""
# ruff: noqa: B018  (a cell's last expression is its result)
# `models` is found by the player, outside the package.
# mypy: ignore-errors

url: str  # given by the player

# %% The models
# Classes for users, organisations and roles (examples/accounts/models.py): each is mapped to a table.
from models import Base, Organisation, Role, User  # noqa: E402

User.__table__

# %% Connecting
# The engine is the source of connections; nothing is opened until it is needed.
from ormolu import create_engine, select  # noqa: E402
from ormolu.orm import sessionmaker  # noqa: E402

engine = create_engine(url)  # noqa: F821
engine

# %% Creating the tables
# What the metadata has collected becomes tables, in the order of their foreign keys.
Base.metadata.create_all(engine)

# %% A first object
# The object is in the session, but not in the database: no SQL yet.
Session = sessionmaker(engine)
session = Session()
ben = User(email="ben@test.com", password="password")
session.add(ben)
list(session)

# %% Flush
# Changes are sent to the database, inside a transaction.
session.flush()

# %% Commit
# The transaction is finished, and others see the new row.
session.commit()

# %% Querying
# A query for nobody.
session.query(User).filter(User.email == "ben@example.com").all()

# %% Updating
# A changed attribute becomes an UPDATE of just that column.
ben.password = "drowssap"
session.commit()

# %% Autoflush
# Before a query, what has changed is written: the UPDATE comes before the SELECT.
ben.password = "new_password"
session.scalars(select(User).where(User.password == "new_password")).all()

# %% Starting fresh
# The object is deleted, and the deletion committed.
session.delete(ben)
session.commit()
session.close()

# %% One organisation, many users
# Foreign keys are filled in by the ORM.
session = Session()
example_com = Organisation(name="example.com")
ben = User(email="ben@example.com", password="password1", organisation=example_com)
jerry = User(email="jerry@example.com", password="password2", organisation=example_com)
ellie = User(email="ellie@example.com", password="password3", organisation=example_com)
session.add_all([example_com, ben, jerry, ellie])
session.commit()

# %% Both directions
# The collection on the other side is loaded when it is first touched.
example_com.users

# %% Leaving and joining
# Removing from the collection clears the foreign key; appending sets it, and saves the new user.
example_com.users.remove(ben)
rosie = User(email="rosie@example.com", password="password4")
example_com.users.append(rosie)
session.flush()
example_com.users

# %% The other side agrees
# Nothing is asked of the database for this.
rosie.organisation

# %% Committed
session.commit()

# %% Many-to-many: roles
# The association table is written by the ORM alone.
admin = Role(name="admin")
test_user = Role(name="test_user")
can_export = Role(name="can_export")
ben.roles.extend([admin, can_export])
jerry.roles.append(test_user)
session.commit()

# %% Reading them back
# Who can export?
session.scalars(select(User).join(User.roles).where(Role.name == "can_export")).all()

# %% Rollback
# A change of mind: objects return to what the database has.
ellie.roles.append(admin)
ellie.password = "secret"
session.rollback()
ellie.password, ellie.roles

# %% The end
# The final state, read anew.
session.close()
session = Session()
[
    (user.email, user.organisation and user.organisation.name, sorted(role.name for role in user.roles))
    for user in session.scalars(select(User).order_by(User.email))
]
