"""What goes over the wire, as a client sees it that reads every byte."""

from urllib.parse import urlencode
from urllib.request import urlopen

OF_EACH_REQUEST = {"date", "x-request-id", "transfer-encoding", "content-length", "etag"}


def test_a_long_answer_that_is_sent_as_it_comes_tells_what_a_kept_one_tells(served: str) -> None:
    query = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 4000 # as it comes"
    address = f"{served}/sparql?{urlencode({'query': query})}"

    def told() -> tuple[dict[str, str], int]:
        with urlopen(address, timeout=30) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return headers, len(response.read())

    (first, size), (again, same_size) = told(), told()
    assert "content-length" not in first
    assert size == same_size > 512 * 1024
    assert "etag" in again
    assert {name: first[name] for name in first.keys() - OF_EACH_REQUEST} == {
        name: again[name] for name in again.keys() - OF_EACH_REQUEST
    }
    assert first["vary"] == "Accept, Accept-Encoding"
