# The worker in a container: built in one stage, run by an ordinary user in another.
# docs/container.md shows how to build and run it, also without a daemon.
ARG BASE_IMAGE=docker.io/library/python:3.13-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /src
# The tools that build live apart from the environment that is shipped, which holds not even pip.
RUN python3 -m venv /opt/build && python3 -m venv --without-pip /opt/sen-worker
# "container", or "demo" for `sen-worker demo`.
ARG REQUIREMENTS=container
COPY requirements/build.txt requirements/${REQUIREMENTS}.txt requirements/
RUN /opt/build/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements/build.txt \
    && /opt/build/bin/pip --python /opt/sen-worker/bin/python install \
        --no-cache-dir --compile --only-binary :all: --require-hashes -r requirements/${REQUIREMENTS}.txt
COPY pyproject.toml README.md LICENSE ./
COPY worker worker
COPY templates templates
COPY migrations migrations
ARG REVISION=unknown
# What `--version`, the figures and the ledger call this build.
RUN echo "${REVISION}" > templates/revision.txt \
    && /opt/build/bin/hatchling build --target wheel --directory /dist \
    && /opt/build/bin/pip --python /opt/sen-worker/bin/python install \
        --no-cache-dir --compile --no-deps --no-index /dist/*.whl

FROM ${BASE_IMAGE}
ARG REVISION=unknown
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="sen-worker" \
      org.opencontainers.image.description="Reads license migration requests from a sales mailbox, asks for what is missing and confirms the SEN" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.documentation="docs/container.md" \
      org.opencontainers.image.revision="${REVISION}"
RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin worker \
    && install --directory --owner worker --group worker --mode 0750 /data
COPY --from=build /opt/sen-worker /opt/sen-worker
ENV PATH=/opt/sen-worker/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
# config.toml, unless SEN_WORKER_CONFIG says otherwise, and the SQLite database of the default URL.
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# The staff pages, and figures with probes, where `web.listen` and `metrics.listen` say 0.0.0.0 and these ports.
EXPOSE 8025 9464
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["sen-worker", "health"]
ENTRYPOINT ["sen-worker"]
CMD ["run"]
