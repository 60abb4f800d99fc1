"""Markdown as Jekyll, Hugo, Hexo, Obsidian and translators of LCTT write it."""
