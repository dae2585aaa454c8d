"""What the keys of a policy are called: by its manifest, by those of the packs it uses."""

from collections.abc import Mapping

from engine.bpmn import Program
from engine.policy.manifest import Manifest, read_manifest
from engine.policy.pack import MANIFEST, Pack
from engine.policy.uses import USES


def names_in(program: Program, pack: Pack) -> Mapping[str, str]:
    """Name stages, clocks, milestones and codes; a pack's own names go before those it uses.

    A milestone or a clock no manifest names is called like the task it belongs to.
    """
    names: dict[str, str] = {}
    for task in program.tasks.values():
        own = {key: task.name for key in (task.due, task.milestone) if key and task.name}
        names = own | names  # the task drawn first gives the name
    for manifest in _manifests(pack):
        names |= {**manifest.stages, **manifest.names}
    return names


def _manifests(pack: Pack) -> list[Manifest]:
    """Read the manifests of a joined pack, its own one last."""
    used = [data for path, data in pack.of_kind(f"/{MANIFEST}") if path.startswith(USES)]
    own = [pack.files[MANIFEST]] if MANIFEST in pack.files else []
    found = [read_manifest(Pack(pack.name, {MANIFEST: data}))[0] for data in used + own]
    return [manifest for manifest in found if manifest]
