"""Two contracts that import-linter has not: doors between apps, and the same rooms inside each app."""

from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import LayersContract
from importlinter.domain.imports import ModuleExpression


class DoorsContract(Contract):
    """Every import from one app to another lands on that app's `public`."""

    type_name = "doors"
    root: Any = fields.StringField()
    open_to_all: Any = fields.SetField(subfield=fields.StringField())
    may_open_all: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        broken = []
        for importer in sorted(graph.find_descendants(self.root)):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                here, there = self._app(importer), self._app(imported)
                if there is None or here == there or there in self.open_to_all or here in self.may_open_all:
                    continue
                door = f"{self.root}.{there}.public"
                if imported != door and not imported.startswith(door + "."):
                    broken.append(f"{importer} imports {imported}; it may import only {door}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _app(self, module: str) -> str | None:
        parts = module.split(".")
        return parts[1] if parts[0] == self.root and len(parts) > 1 else None

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["broken"]:
            output.print_error(line, bold=False)
        output.new_line()


class RoomsContract(LayersContract):
    """Layers inside every app at once, so that no app can be forgotten."""

    type_name = "rooms"
    containers: Any = fields.ListField(subfield=fields.ModuleExpressionField())
    except_apps: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        matching = {name for one in self.containers for name in graph.find_matching_modules(one.expression)}
        apps = {name for name in matching if name.rpartition(".")[2] not in self.except_apps}
        # An app without rooms yet has nothing to check.
        self.containers = [ModuleExpression(name) for name in sorted(apps) if graph.find_children(name)]
        return super().check(graph, verbose) if self.containers else ContractCheck(kept=True)
