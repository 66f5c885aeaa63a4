"""`python -m worker` is `sen-worker`."""

from worker.cli import main

main()
