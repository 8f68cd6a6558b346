"""How fast every page is, each beside a floor measured in the same run: `python3 manage.py python -m tests.benchmarks`.

It works on the demonstration that runs on the data folder (PORTAL_DATA) and adds load data to it: give it a folder of its own.
"""
