"""The process as a picture: `places` says where stages stand, `routes` how arrows run, `sheet` measures it all."""

from ideas.admin.drawing.sheet import HEIGHT, WIDTH, Picture, picture

__all__ = ["HEIGHT", "WIDTH", "Picture", "picture"]
