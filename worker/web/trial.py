"""Try out what the pages depend on: the provider that signs people in."""

from collections.abc import Iterator

from worker.app import App
from worker.errors import WorkerError
from worker.services.trial import Finding
from worker.web.serving import provider_of


def check(app: App) -> Iterator[Finding]:
    """Each on its own, as `worker.services.trial` does for the rest; nothing where nothing is set up."""
    if app.config.oidc is None:
        return
    provider = provider_of(app.config.oidc, app.config.web.public_url)
    try:
        provider.start()
    except WorkerError as error:
        yield Finding(what="oidc", ok=False, detail=str(error))
    else:
        yield Finding(what="oidc", ok=True, detail=f"{provider.issuer} answers, with its keys")
