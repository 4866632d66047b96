"""`/healthz`, `/readyz`, `/metrics`: what a machine asks that watches over the server."""

from flask import Blueprint, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

import mithaq
from mithaq.errors import MithaqError, ServerError
from mithaq.server.context import metrics, snapshot
from mithaq.server.offers import send_json

routes = Blueprint("health", __name__)


@routes.after_request
def never_stored(response: Response) -> Response:
    """Each of these tells of its moment."""
    response.headers["Cache-Control"] = "no-store"
    return response


@routes.get("/healthz")
def alive() -> Response:
    """Whether the server is alive, and what it serves."""
    served = snapshot()
    return send_json(
        {
            "status": "ok",
            "generation": served.generation.name,
            **served.sizes,
            "version": mithaq.__version__,
        }
    )


@routes.get("/readyz")
def ready() -> Response:
    """Whether a question would be answered now: a worker is asked; 503 where none answers."""
    try:
        snapshot().ask("SELECT ?graph { VALUES ?graph { 1 } }")
    except MithaqError as error:
        raise ServerError("no worker answers: try again in a moment") from error
    return send_json({"status": "ready", "generation": snapshot().generation.name})


@routes.get("/metrics")
def counted() -> Response:
    """What was counted since the server began."""
    return Response(generate_latest(metrics().registry), content_type=CONTENT_TYPE_LATEST)
