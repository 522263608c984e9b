"""
Trains the small spaCy pipeline that ships with the program, from open treebanks, with one command:

    make train CORPUS=path/to/corpus

Needs the packages of the `train` extra (torch is one of them), which the program itself never imports.
"""
