"""All states together, as the window gets them."""

from __future__ import annotations

from dataclasses import dataclass

from fst_gui.state.batch import BatchState
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Messages
from fst_gui.state.recent import RecentPhotos
from fst_gui.state.settings import SettingsState
from fst_gui.state.studio import StudioState
from fst_gui.state.training import TrainingState


@dataclass(frozen=True)
class States:
    """One of each."""

    messages: Messages
    settings: SettingsState
    gallery: GalleryState
    studio: StudioState
    training: TrainingState
    recent: RecentPhotos
    batch: BatchState
