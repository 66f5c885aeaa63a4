"""Try out what the pages depend on: the provider that signs people in."""

from collections.abc import Iterator

from worker.app import App
from worker.errors import WorkerError
from worker.services.monitoring.installation_check import CheckFinding
from worker.web.web_server import provider_of


def check_provider(app: App) -> Iterator[CheckFinding]:
    """Each on its own, as `worker.services.monitoring.installation_check` does for the rest; nothing where
    nothing is set up."""
    if app.config.oidc is None:
        return
    provider = provider_of(app.config.oidc, app.config.web.public_url)
    try:
        provider.start()
    except WorkerError as error:
        yield CheckFinding(what="oidc", ok=False, detail=str(error))
    else:
        yield CheckFinding(what="oidc", ok=True, detail=f"{provider.issuer} answers, with its keys")
