"""What the worker does, each in one transaction: take in a message, deliver a letter, review, let time pass.

They put rooms together and know no command line, no page and no scheduler. Each is handed what it may touch
and no more (`contexts`): the rows, the time, the letters, how a mail is read; `ServiceContext` is all of it.
A list as a file, for instance, where no cell is taken for a formula:

>>> from worker.services.csv_export import as_csv
>>> as_csv(["name"], [{"name": "=1+1"}]).splitlines()[1]
"'=1+1"
"""
