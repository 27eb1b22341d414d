"""Settings of Sphinx for the website. tools/build_site.py gathers the pages and calls it."""

project = "Neural networks from scratch"
author = "the authors of the course"
html_title = project
language = "en"  # Sphinx 9 has no whole catalogue for en_GB: the search would stop

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.mathjax", "numpydoc"]
nb_execution_mode = "off"  # shows the stored outputs, which the tests compare
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
smartquotes = False  # a page has the same characters as its notebook

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say the types
autodoc_default_options = {"exclude-members": "set_fit_request, set_score_request"}  # not ours
numpydoc_show_class_members = False  # autodoc shows them
default_role = "py:obj"  # `Network` in a docstring leads to Network

html_theme = "sphinx_book_theme"
html_theme_options = {
    "navbar_persistent": [],  # the search is in the sidebar
    "use_download_button": False,  # a page is not the notebook: teaching notes are left out
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_favicon = "_static/icon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_context = {"default_mode": "auto"}  # light or dark, as the reader's computer is
mathjax_path = "mathjax.js"  # one file, with all of TeX's packages, SVG and hidden MathML
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
html_last_updated_fmt = None
